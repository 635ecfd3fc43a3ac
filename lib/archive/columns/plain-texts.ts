import { freed, grown, NO_BYTES } from "./grown.ts";

const LENGTH_BYTES = 4;

const NO_TEXTS = Buffer.from(NO_BYTES.buffer);
const bufferOf = ({ buffer }: Uint8Array<ArrayBuffer>) => Buffer.from(buffer);
const bytesOf = ({ buffer }: Buffer<ArrayBuffer>) => new Uint8Array(buffer);

/** Texts one behind the other as Parquet's PLAIN byte arrays: the length in four bytes, then UTF-8. */
export class PlainTexts {
  #bytes = NO_TEXTS;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What they take in memory, in bytes. */
  get capacity(): number {
    return this.#bytes.length;
  }

  /** Of the text at a place, as it is here, in bytes. */
  sizeAt(place: number): number {
    return LENGTH_BYTES + this.#bytes.readUInt32LE(place);
  }

  /** Answers the place of the text, for `copy`. */
  push(value: string | Uint8Array): number {
    const place = this.#length;
    const from = place + LENGTH_BYTES;
    this.#makeRoom(LENGTH_BYTES + (typeof value === "string" ? value.length * 3 : value.length));
    let length = value.length;
    if (typeof value === "string") length = this.#bytes.write(value, from);
    else this.#bytes.set(value, from);
    this.#bytes.writeUInt32LE(length, place);
    this.#length = from + length;
    return place;
  }

  /** Appends the text at a place of another store. */
  copy(source: PlainTexts, place: number): void {
    const length = source.sizeAt(place);
    this.#makeRoom(length);
    source.#bytes.copy(this.#bytes, this.#length, place, place + length);
    this.#length += length;
  }

  /** All of it, good until the next `push` or `release`. */
  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  release(): void {
    this.#length = 0;
    freed(bytesOf(this.#bytes), NO_BYTES);
    this.#bytes = NO_TEXTS;
  }

  #makeRoom(most: number): void {
    const needed = this.#length + most;
    if (needed <= this.#bytes.length) return;
    this.#bytes = bufferOf(grown(bytesOf(this.#bytes), needed));
  }
}
