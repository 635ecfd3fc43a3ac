const EMPTY = 0;
const GROWTH = 4;
const SMALLEST = 16;

/** A set of 32-bit hashes: open addressing, half full at most. Far smaller and faster than a Set. */
export class HashSet {
  private slots: Int32Array;
  private used = 0;
  private empties: 0 | 1 = 0;

  /** Room for about so many; it grows where there are more. */
  constructor(expected = SMALLEST / 2) {
    this.slots = new Int32Array(Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(2 * expected))));
  }

  get size(): number {
    return this.used + this.empties;
  }

  add(hash: number): void {
    const value = hash | 0;
    if (value === EMPTY) {
      this.empties = 1;
      return;
    }
    if (!place(this.slots, value)) return;
    this.used++;
    if (this.used * 2 > this.slots.length) this.grow();
  }

  addAll(other: HashSet): void {
    if (other.empties === 1) this.empties = 1;
    const { slots } = other;
    for (let slot = 0; slot < slots.length; slot++) {
      const value = slots[slot] ?? EMPTY;
      if (value !== EMPTY) this.add(value);
    }
  }

  /** In no order; signed. */
  values(): Int32Array {
    const values = new Int32Array(this.size);
    let at = this.empties;
    for (const value of this.slots) if (value !== EMPTY) values[at++] = value;
    return values;
  }

  private grow(): void {
    const { slots } = this;
    const larger = new Int32Array(slots.length * GROWTH);
    for (let slot = 0; slot < slots.length; slot++) {
      const value = slots[slot] ?? EMPTY;
      if (value !== EMPTY) place(larger, value);
    }
    this.slots = larger;
  }
}

/** False when the value was there already. */
function place(slots: Int32Array, value: number): boolean {
  const mask = slots.length - 1;
  let slot = Math.imul(value, 0x9e3779b1) >>> 7;
  for (slot &= mask; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
    if (slots[slot] === value) return false;
  }
  slots[slot] = value;
  return true;
}
