/** At least; and room for the longest line, whatever its letters. */
const SPARE_BYTES = 16 * 1024;

/** UTF-8 takes at most this much for one unit of a string. */
const BYTES_PER_UNIT = 3;

/** Lines as bytes, one after another: what waits to be written is no work for the garbage collector. */
export class Lines {
  readonly #last: { bytes: number };
  #bytes: Buffer;
  #used = 0;
  readonly #ends: number[] = [];

  /** `last` remembers a writer's last length: what has the right size from the start is neither moved nor too large. */
  constructor(last: { bytes: number } = { bytes: 0 }) {
    this.#last = last;
    this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(last.bytes * 1.05) + SPARE_BYTES);
  }

  get count(): number {
    return this.#ends.length;
  }

  add(line: string): void {
    this.#reserve(line.length * BYTES_PER_UNIT);
    this.#used += this.#bytes.write(line, this.#used);
    this.#ends.push(this.#used);
  }

  at(position: number): string {
    return this.#bytes.toString("utf8", this.#end(position - 1), this.#end(position));
  }

  /** Those at the positions (ascending), in chunks of at most `maxBytes`, or of one line. */
  *chunks(
    positions: readonly number[],
    maxBytes: number,
  ): Generator<{ positions: readonly number[]; bytes: Buffer }> {
    this.#last.bytes = this.#used;
    let first = 0;
    let bytes = 0;
    for (const [place, position] of positions.entries()) {
      const size = this.#end(position) - this.#end(position - 1);
      if (place > first && bytes + size > maxBytes) {
        yield this.#chunk(positions.slice(first, place));
        first = place;
        bytes = 0;
      }
      bytes += size;
    }
    if (first < positions.length) yield this.#chunk(positions.slice(first));
  }

  #chunk(positions: readonly number[]): { positions: readonly number[]; bytes: Buffer } {
    const runs: Buffer[] = [];
    for (let place = 0; place < positions.length; ) {
      const from = positions[place] ?? 0;
      let to = from + 1;
      for (place += 1; positions[place] === to; place += 1) to += 1;
      runs.push(this.#bytes.subarray(this.#end(from - 1), this.#end(to - 1)));
    }
    const [only] = runs;
    return { positions, bytes: runs.length === 1 && only !== undefined ? only : Buffer.concat(runs) };
  }

  #end(position: number): number {
    return this.#ends[position] ?? 0;
  }

  #reserve(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}

/** Every position of a batch. */
export function allOf(count: number): number[] {
  return Array.from({ length: count }, (_, position) => position);
}
