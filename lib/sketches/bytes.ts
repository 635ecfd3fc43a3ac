const FIRST_SIZE = 1_024;

/** Numbers and strings packed one after the other; unsigned integers below 2^53 take a byte per seven bits. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #length = 0;

  unsigned(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  text(value: string): void {
    this.raw(Buffer.from(value));
  }

  /** null and the empty string differ. */
  optionalText(value: string | null): void {
    this.unsigned(value === null ? 0 : 1);
    if (value !== null) this.text(value);
  }

  raw(value: Uint8Array): void {
    this.unsigned(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote, in the same order. Throws `RangeError` beyond the end. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  unsigned(): number {
    let byte = this.#next();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
      byte = this.#next();
      value += (byte & 0x7f) * scale;
    }
    return value;
  }

  text(): string {
    const length = this.unsigned();
    const start = this.#pass(length);
    return this.#bytes.toString("utf8", start, this.#at);
  }

  optionalText(): string | null {
    return this.unsigned() === 0 ? null : this.text();
  }

  raw(): Buffer {
    const length = this.unsigned();
    const start = this.#pass(length);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Goes on by so many bytes; answers where they begin. */
  #pass(length: number): number {
    const start = this.#at;
    if (start + length > this.#bytes.length) throw new RangeError("Packed bytes end too early");
    this.#at = start + length;
    return start;
  }

  #next(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError("Packed bytes end too early");
    return byte;
  }
}

/** How many integers bytes hold that hold nothing else: each ends with the first byte without its highest bit. */
export function countUnsigned(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count += 1;
  return count;
}
