import { type ByteReader, ByteWriter, countUnsigned } from "./bytes.ts";
import { HashSet } from "./hash-set.ts";

/** Below this many, the hashes themselves are kept: the count is exact but for equal hashes of 32 bits. */
const MOST_EXACT = 8_192;
/** Beyond it a HyperLogLog of 2^15 registers takes their place: standard error 1.04 / sqrt(2^15) = 0.6 %. */
const PRECISION = 15;
const REGISTERS = 2 ** PRECISION;
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);
const HASHES = 2 ** 32;
const HIGHEST_RANK = 32 - PRECISION + 1;

/** MurmurHash3 (32 bits) over the characters of an id, each a block. */
export function hashOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at++) {
    const block = Math.imul(id.charCodeAt(at), 0xcc9e2d51);
    hash ^= Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= id.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** What `write` wrote. */
interface Written {
  dense: boolean;
  bytes: Buffer;
}

/** Counts distinct ids, and can be added up: the union of two is the sketch of both together. */
export class DistinctSketch {
  /** The first one added, kept as it is until there is anything else to add: many a sum has one part only. */
  #written: Written | null = null;
  #hashes: HashSet | null = null;
  #registers: Uint8Array | null = null;

  add(hash: number): void {
    this.#unpack();
    this.#put(hash);
  }

  addAll(other: DistinctSketch): void {
    if (other.#written !== null) {
      this.#addBytes(other.#written);
      return;
    }
    this.#unpack();
    if (other.#registers === null) {
      for (const hash of other.#hashes?.values() ?? []) this.#put(hash);
      return;
    }
    const mine = this.#registers ?? this.#condense();
    const theirs = other.#registers;
    for (let at = 0; at < REGISTERS; at++) {
      const rank = theirs[at] ?? 0;
      if (rank > (mine[at] ?? 0)) mine[at] = rank;
    }
  }

  get size(): number {
    if (this.#written?.dense === false) return countUnsigned(this.#written.bytes);
    this.#unpack();
    return this.#registers === null ? (this.#hashes?.size ?? 0) : Math.round(estimate(this.#registers));
  }

  write(to: ByteWriter): void {
    if (this.#written !== null) {
      to.unsigned(this.#written.dense ? 1 : 0);
      to.raw(this.#written.bytes);
      return;
    }
    if (this.#registers !== null) {
      to.unsigned(1);
      to.raw(packed(this.#registers));
      return;
    }
    to.unsigned(0);
    const sorted = new Uint32Array(this.#hashes?.values() ?? []).sort();
    const deltas = new ByteWriter();
    let before = 0;
    for (const hash of sorted) {
      deltas.unsigned(hash - before);
      before = hash;
    }
    to.raw(deltas.done());
  }

  /** Adds what `write` wrote. */
  addWritten(from: ByteReader): void {
    this.#addBytes({ dense: from.unsigned() === 1, bytes: from.raw() });
  }

  #addBytes(written: Written): void {
    if (this.#written === null && this.#hashes === null && this.#registers === null) {
      this.#written = written;
      return;
    }
    this.#unpack();
    this.#merge(written);
  }

  #unpack(): void {
    if (this.#written === null) return;
    const written = this.#written;
    this.#written = null;
    this.#merge(written);
  }

  #merge({ dense, bytes }: Written): void {
    if (dense) {
      mergePacked(this.#registers ?? this.#condense(), bytes);
      return;
    }
    if (this.#registers === null) this.#hashes ??= new HashSet(Math.min(countUnsigned(bytes), MOST_EXACT));
    let hash = 0;
    for (let at = 0; at < bytes.length; ) {
      let byte = bytes[at++] ?? 0;
      // Hashes have 32 bits: all arithmetic stays within them.
      let delta = byte & 0x7f;
      for (let shift = 7; byte >= 0x80 && at < bytes.length; shift += 7) {
        byte = bytes[at++] ?? 0;
        delta |= (byte & 0x7f) << shift;
      }
      hash = (hash + delta) | 0;
      this.#put(hash);
    }
  }

  #put(hash: number): void {
    if (this.#registers !== null) {
      raise(this.#registers, hash);
      return;
    }
    this.#hashes ??= new HashSet();
    this.#hashes.add(hash);
    if (this.#hashes.size > MOST_EXACT) this.#condense();
  }

  #condense(): Uint8Array {
    const registers = new Uint8Array(REGISTERS);
    for (const hash of this.#hashes?.values() ?? []) raise(registers, hash);
    this.#hashes = null;
    this.#registers = registers;
    return registers;
  }
}

/** Passes over what `write` wrote. */
export function skipWritten(from: ByteReader): void {
  from.unsigned();
  from.raw();
}

/** The first bits choose a register, which keeps the most leading zeros seen in the others. */
function raise(registers: Uint8Array, hash: number): void {
  const register = hash >>> (32 - PRECISION);
  const rank = Math.min(Math.clz32((hash << PRECISION) >>> 0) + 1, HIGHEST_RANK);
  if (rank > (registers[register] ?? 0)) registers[register] = rank;
}

/** Flajolet et al. 2007: linear counting while registers are empty, and corrected for collisions of 32-bit hashes. */
function estimate(registers: Uint8Array): number {
  // There are few ranks and many registers: counted first, then weighed.
  const ranks = new Uint32Array(HIGHEST_RANK + 1);
  for (const rank of registers) ranks[rank] = (ranks[rank] ?? 0) + 1;
  const sum = ranks.reduce((total, count, rank) => total + count * 2 ** -rank, 0);
  const empty = ranks[0] ?? 0;
  const raw = (ALPHA * REGISTERS * REGISTERS) / sum;
  if (raw <= 2.5 * REGISTERS && empty > 0) return REGISTERS * Math.log(REGISTERS / empty);
  return raw > HASHES / 30 ? -HASHES * Math.log(1 - raw / HASHES) : raw;
}

const BITS = 5;

/** Five bits a register (ranks are 18 at most): eight of them in five bytes. */
function packed(registers: Uint8Array): Buffer {
  const bytes = Buffer.alloc((REGISTERS * BITS) / 8);
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

function mergePacked(registers: Uint8Array, bytes: Buffer): void {
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
