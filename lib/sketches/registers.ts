/** A HyperLogLog of 2^15 registers: standard error 1.04 / sqrt(2^15) = 0.6 %. */
const PRECISION = 15;
const REGISTERS = 2 ** PRECISION;
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);
const HASHES = 2 ** 32;
const HIGHEST_RANK = 32 - PRECISION + 1;

/** 2^-rank. */
const WEIGHTS = Float64Array.from({ length: HIGHEST_RANK + 1 }, (_, rank) => 2 ** -rank);

export const emptyRegisters = (): Uint8Array => new Uint8Array(REGISTERS);

/** The first bits choose a register, which keeps the most leading zeros seen in the others. */
export function raise(registers: Uint8Array, hash: number): void {
  const register = hash >>> (32 - PRECISION);
  const rank = Math.min(Math.clz32((hash << PRECISION) >>> 0) + 1, HIGHEST_RANK);
  if (rank > (registers[register] ?? 0)) registers[register] = rank;
}

export function raiseAll(registers: Uint8Array, others: Uint8Array): void {
  for (let at = 0; at < REGISTERS; at++) {
    const rank = others[at] ?? 0;
    if (rank > (registers[at] ?? 0)) registers[at] = rank;
  }
}

/** Flajolet et al. 2007: linear counting while registers are empty, and corrected for collisions of 32-bit hashes. */
export function estimate(registers: Uint8Array): number {
  let empty = 0;
  let sum = 0;
  // Powers of two add up without an error. A plain loop: a chart asks hundreds of times.
  for (let at = 0; at < REGISTERS; at++) {
    const rank = registers[at] ?? 0;
    if (rank === 0) empty += 1;
    else sum += WEIGHTS[rank] ?? 0;
  }
  sum += empty;
  const raw = (ALPHA * REGISTERS * REGISTERS) / sum;
  if (raw <= 2.5 * REGISTERS && empty > 0) return REGISTERS * Math.log(REGISTERS / empty);
  return raw > HASHES / 30 ? -HASHES * Math.log(1 - raw / HASHES) : raw;
}

const BITS = 5;
const DENSE_BYTES = (REGISTERS * BITS) / 8;

/** Five bits a register (ranks are 18 at most): eight of them in five bytes. */
export function packDense(registers: Uint8Array): Buffer {
  const bytes = Buffer.alloc(DENSE_BYTES);
  for (let group = 0, at = 0; group < REGISTERS; group += 8, at += BITS) {
    let [high, low] = [0, 0];
    for (let place = 0; place < 4; place++) {
      high = (high << BITS) | (registers[group + place] ?? 0);
      low = (low << BITS) | (registers[group + 4 + place] ?? 0);
    }
    bytes.writeUInt16BE(high >>> 4, at);
    bytes[at + 2] = ((high & 0xf) << 4) | (low >>> 16);
    bytes.writeUInt16BE(low & 0xffff, at + 3);
  }
  return bytes;
}

export function raiseDense(registers: Uint8Array, bytes: Buffer): void {
  for (let group = 0, at = 0; group < REGISTERS; group += 8, at += BITS) {
    const middle = bytes[at + 2] ?? 0;
    const high = (bytes.readUInt16BE(at) << 4) | (middle >>> 4);
    const low = ((middle & 0xf) << 16) | bytes.readUInt16BE(at + 3);
    for (let place = 0; place < 4; place++) {
      const shift = BITS * (3 - place);
      const [first, second] = [(high >>> shift) & 0x1f, (low >>> shift) & 0x1f];
      if (first > (registers[group + place] ?? 0)) registers[group + place] = first;
      if (second > (registers[group + 4 + place] ?? 0)) registers[group + 4 + place] = second;
    }
  }
}

/** What fits half a byte. */
const HALF = 0xf;

/**
 * Registers in use only: a byte each, the distance to the one before in its upper half and the rank in its lower. What
 * does not fit there follows a byte of zero: the distance in two bytes, the rank in one. null where dense is shorter.
 */
export function packSparse(registers: Uint8Array): Buffer | null {
  const bytes = Buffer.allocUnsafe(DENSE_BYTES);
  let length = 0;
  let before = -1;
  for (let at = 0; at < REGISTERS; at++) {
    const rank = registers[at] ?? 0;
    if (rank === 0) continue;
    if (length + 4 > DENSE_BYTES) return null;
    const distance = at - before;
    before = at;
    if (distance <= HALF && rank <= HALF) bytes[length++] = (distance << 4) | rank;
    else {
      bytes[length++] = 0;
      length = bytes.writeUInt16BE(distance, length);
      bytes[length++] = rank;
    }
  }
  return Buffer.from(bytes.subarray(0, length));
}

export function raiseSparse(registers: Uint8Array, bytes: Uint8Array): void {
  let register = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    let rank = byte & HALF;
    if (byte === 0) {
      register += ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      rank = bytes[at + 3] ?? 0;
      at += 3;
    } else register += byte >>> 4;
    if (rank > (registers[register] ?? 0)) registers[register] = rank;
  }
}
