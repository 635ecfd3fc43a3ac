import { type ByteReader, ByteWriter, countUnsigned } from "./bytes.ts";
import { HashSet } from "./hash-set.ts";
import {
  denseLength,
  FORMER_SPARSE,
  packDense,
  packSparse,
  raiseDense,
  raiseFormerDense,
  raiseSparse,
  SPARSE,
  type SparseForm,
  sparseRanks,
} from "./packed-registers.ts";
import { emptyRegisters, estimate, FORMER_REGISTERS, raise, ranksOf, union } from "./registers.ts";

/**
 * Below this many, the hashes themselves are kept: the count is exact but for equal hashes of 32 bits. Beyond it the
 * registers of a HyperLogLog take their place, a third as long and faster to add up.
 */
const MOST_EXACT = 1_024;

/** MurmurHash3 (32 bits) over the characters of an id, each a block. */
export function hashOf(id: string, seed = 0): number {
  let hash = seed;
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

/** What a sketch is written as. Their places are stored: only ever add at the end. */
const FORMS = ["exact", "former dense", "former sparse", "sparse", "dense"] as const;
type Form = (typeof FORMS)[number];
const SPARSE_FORMS: Partial<Record<Form, SparseForm>> = { "former sparse": FORMER_SPARSE, sparse: SPARSE };

/** What `write` wrote. */
interface Written {
  form: Form;
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
    this.#registers = union(this.#registers ?? this.#condense(), other.#registers);
  }

  get size(): number {
    if (this.#written !== null) return sizeOf(this.#written);
    return this.#registers === null
      ? (this.#hashes?.size ?? 0)
      : Math.round(estimate(ranksOf(this.#registers)));
  }

  write(to: ByteWriter): void {
    const { form, bytes } = this.#written ?? this.#pack();
    to.unsigned(FORMS.indexOf(form));
    to.raw(bytes);
  }

  #pack(): Written {
    if (this.#registers !== null) {
      const bytes = this.#registers.length === SPARSE.registers ? packSparse(this.#registers, SPARSE) : null;
      return bytes === null
        ? { form: "dense", bytes: packDense(this.#registers) }
        : { form: "sparse", bytes };
    }
    const sorted = new Uint32Array(this.#hashes?.values() ?? []).sort();
    const deltas = new ByteWriter();
    let before = 0;
    for (const hash of sorted) {
      deltas.unsigned(hash - before);
      before = hash;
    }
    return { form: "exact", bytes: deltas.done() };
  }

  /** Adds what `write` wrote. */
  addWritten(from: ByteReader): void {
    this.#addBytes({ form: formAt(from.unsigned()), bytes: from.raw() });
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

  #merge(written: Written): void {
    const { form, bytes } = written;
    if (form !== "exact") {
      const mine = this.#registers ?? this.#condense();
      if (registersIn(written) === mine.length) raiseWritten(mine, written);
      else this.#registers = union(mine, unpacked(written));
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
    const registers = emptyRegisters();
    for (const hash of this.#hashes?.values() ?? []) raise(registers, hash);
    this.#hashes = null;
    this.#registers = registers;
    return registers;
  }
}

function registersIn({ form, bytes }: Written): number {
  const sparse = SPARSE_FORMS[form];
  if (sparse !== undefined) return sparse.registers;
  return form === "dense" ? denseLength(bytes) : FORMER_REGISTERS;
}

function raiseWritten(registers: Uint8Array, { form, bytes }: Written): void {
  const sparse = SPARSE_FORMS[form];
  if (sparse !== undefined) raiseSparse(registers, bytes, sparse);
  else if (form === "dense") raiseDense(registers, bytes);
  else raiseFormerDense(registers, bytes);
}

function unpacked(written: Written): Uint8Array {
  const registers = emptyRegisters(registersIn(written));
  raiseWritten(registers, written);
  return registers;
}

function sizeOf(written: Written): number {
  if (written.form === "exact") return countUnsigned(written.bytes);
  const sparse = SPARSE_FORMS[written.form];
  const ranks = sparse === undefined ? ranksOf(unpacked(written)) : sparseRanks(written.bytes, sparse);
  return Math.round(estimate(ranks));
}

function formAt(place: number): Form {
  const form = FORMS[place];
  if (form === undefined) throw new RangeError(`A sketch has the unknown form ${place}`);
  return form;
}

/** Passes over what `write` wrote. */
export function skipWritten(from: ByteReader): void {
  from.unsigned();
  from.raw();
}
