import { FORMER_REGISTERS, noRanks, REGISTERS } from "./registers.ts";

const HALF = 0xf;

/**
 * How many registers, as a power of two; half a byte for each; and what that does not hold, two bytes for the
 * register's place and one for its rank.
 */
export function packDense(registers: Uint8Array): Buffer {
  const halves = Buffer.alloc(registers.length / 2);
  const above: number[] = [];
  for (let at = 0; at < registers.length; at++) {
    const rank = registers[at] ?? 0;
    halves[at >>> 1] = (halves[at >>> 1] ?? 0) | (Math.min(rank, HALF) << (at % 2 === 0 ? 4 : 0));
    if (rank > HALF) above.push(at >>> 8, at & 0xff, rank);
  }
  return Buffer.concat([Buffer.of(Math.log2(registers.length)), halves, Buffer.from(above)]);
}

export const denseLength = (bytes: Buffer): number => 2 ** (bytes[0] ?? 0);

export function raiseDense(registers: Uint8Array, bytes: Buffer): void {
  const halves = 1 + registers.length / 2;
  for (let at = 1, register = 0; at < halves; at++, register += 2) {
    const both = bytes[at] ?? 0;
    // Without a branch, which nothing could predict: a month of a busy Channel are millions of these.
    registers[register] = Math.max(registers[register] ?? 0, both >>> 4);
    registers[register + 1] = Math.max(registers[register + 1] ?? 0, both & HALF);
  }
  for (let at = halves; at < bytes.length; at += 3) {
    const register = bytes.readUInt16BE(at);
    registers[register] = Math.max(registers[register] ?? 0, bytes[at + 2] ?? 0);
  }
}

const FORMER_BITS = 5;

/** Five bits a register, eight of them in five bytes: of 2^15, as they were written for a while. */
export function raiseFormerDense(registers: Uint8Array, bytes: Buffer): void {
  for (let group = 0, at = 0; group < registers.length; group += 8, at += FORMER_BITS) {
    const middle = bytes[at + 2] ?? 0;
    const high = (bytes.readUInt16BE(at) << 4) | (middle >>> 4);
    const low = ((middle & 0xf) << 16) | bytes.readUInt16BE(at + 3);
    for (let place = 0; place < 4; place++) {
      const shift = FORMER_BITS * (3 - place);
      const [first, second] = [(high >>> shift) & 0x1f, (low >>> shift) & 0x1f];
      if (first > (registers[group + place] ?? 0)) registers[group + place] = first;
      if (second > (registers[group + 4 + place] ?? 0)) registers[group + 4 + place] = second;
    }
  }
}

/** How many registers a sparse form is of, and how many bits of a byte are for the rank. */
export interface SparseForm {
  registers: number;
  rankBits: number;
}

export const SPARSE: SparseForm = { registers: REGISTERS, rankBits: 3 };
/** As it was written for a while. */
export const FORMER_SPARSE: SparseForm = { registers: FORMER_REGISTERS, rankBits: 4 };

/**
 * Registers in use only: a byte each, the distance to the one before in its upper bits and the rank in its lower. What
 * does not fit there follows a byte of zero: the distance in two bytes, the rank in one. null where dense is shorter.
 */
export function packSparse(registers: Uint8Array, { rankBits }: SparseForm): Buffer | null {
  const most = registers.length / 2;
  const [farthest, highest] = [2 ** (8 - rankBits), 2 ** rankBits];
  const bytes = Buffer.allocUnsafe(most);
  let length = 0;
  let before = -1;
  for (let at = 0; at < registers.length; at++) {
    const rank = registers[at] ?? 0;
    if (rank === 0) continue;
    const distance = at - before;
    if (length + 4 > most || distance > 0xffff) return null;
    before = at;
    if (distance < farthest && rank < highest) bytes[length++] = (distance << rankBits) | rank;
    else {
      bytes[length++] = 0;
      length = bytes.writeUInt16BE(distance, length);
      bytes[length++] = rank;
    }
  }
  return Buffer.from(bytes.subarray(0, length));
}

export function raiseSparse(registers: Uint8Array, bytes: Uint8Array, form: SparseForm): void {
  eachSparse(bytes, form, (register, rank) => {
    if (rank > (registers[register] ?? 0)) registers[register] = rank;
  });
}

/** How many registers have which rank, without a register for each. */
export function sparseRanks(bytes: Uint8Array, form: SparseForm): Uint32Array {
  const ranks = noRanks();
  let used = 0;
  eachSparse(bytes, form, (_, rank) => {
    ranks[rank] = (ranks[rank] ?? 0) + 1;
    used += 1;
  });
  ranks[0] = form.registers - used;
  return ranks;
}

function eachSparse(
  bytes: Uint8Array,
  { rankBits }: SparseForm,
  use: (register: number, rank: number) => void,
): void {
  const lower = 2 ** rankBits - 1;
  let register = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    let rank = byte & lower;
    if (byte === 0) {
      register += ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      rank = bytes[at + 3] ?? 0;
      at += 3;
    } else register += byte >>> rankBits;
    use(register, rank);
  }
}
