import { hashOf } from "#lib/sketches/distinct.ts";

/** Of a slot: two hashes of the key, and its value + 1, which is 0 where the slot is empty. */
const LANES = 3;
const SMALLEST = 2 ** 12;
/** In percent of the slots. */
const FULL = 70;
const SEEDS = [0x2545f491, 0x1d872b41] as const;

/**
 * Which keys (Channel and id) came before, and with which value each came first. 64 bits are kept of a key and 17 to 34
 * bytes in all, outside of V8's heap: two of 10 million are taken for one with a probability of 3 × 10⁻⁶.
 */
export class FirstSeen {
  #slots = new Int32Array(LANES * SMALLEST);
  #used = 0;

  get size(): number {
    return this.#used;
  }

  /** The value (a whole number below 2³¹ - 1) with which the key came first; null: only now, and it is kept. */
  see(channel: string, id: string, value = 0): number | null {
    const first = hashOf(id, hashOf(channel, SEEDS[0])) | 0;
    const second = hashOf(id, hashOf(channel, SEEDS[1])) | 0;
    const at = place(this.#slots, first, second);
    const known = this.#slots[at + 2] ?? 0;
    if (known !== 0) return known - 1;
    put(this.#slots, at, first, second, value + 1);
    this.#used += 1;
    if (this.#used * LANES * 100 > this.#slots.length * FULL) this.#grow();
    return null;
  }

  #grow(): void {
    const slots = this.#slots;
    const larger = new Int32Array(slots.length * 2);
    for (let from = 0; from < slots.length; from += LANES) {
      const [first = 0, second = 0, value = 0] = [slots[from], slots[from + 1], slots[from + 2]];
      if (value !== 0) put(larger, place(larger, first, second), first, second, value);
    }
    this.#slots = larger;
  }
}

function put(slots: Int32Array, at: number, first: number, second: number, value: number): void {
  slots[at] = first;
  slots[at + 1] = second;
  slots[at + 2] = value;
}

/** Where the key is, or the empty slot for it. */
function place(slots: Int32Array, first: number, second: number): number {
  const mask = slots.length / LANES - 1;
  let slot = first & mask;
  for (; slots[LANES * slot + 2] !== 0; slot = (slot + 1) & mask)
    if (slots[LANES * slot] === first && slots[LANES * slot + 1] === second) break;
  return LANES * slot;
}
