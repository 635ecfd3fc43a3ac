import type { CellValue, Column } from "../shape.ts";
import {
  type ColumnBuffer,
  dictionaryPays,
  type EncodedColumn,
  type EncodedValues,
} from "./column-buffer.ts";
import { freed, grown, NO_INDEXES } from "./grown.ts";
import { PlainTexts } from "./plain-texts.ts";
import { Presence } from "./presence.ts";

/** A column of which hardly a value has come twice after so many gets no dictionary, until the next row group. */
const SAMPLE = 1_024;
const SAMPLE_DISTINCT = 0.9;
/** What a distinct text takes in V8's heap beside its characters, in bytes. */
const KNOWN_OVERHEAD = 64;

/** Parquet compares texts by their bytes, JavaScript by UTF-16's units. */
const inBytes = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));

type Described = Pick<Column<never>, "name" | "type" | "required" | "unique" | "bounds">;

/** Texts, JSON and bytes. */
export class TextColumn implements ColumnBuffer {
  readonly #column: Described;
  readonly #presence: Presence;
  /** With a dictionary the distinct ones, otherwise all. */
  #texts = new PlainTexts();
  #hasDictionary: boolean = true;
  /** Number of each distinct text; null: without a dictionary, or there is none yet. */
  #known: Map<string, number> | null = null;
  #places: number[] = [];
  #indexes = NO_INDEXES;
  #values = 0;
  #plainBytes = 0;
  #bounds: { least: string; greatest: string } | null = null;

  constructor(column: Described) {
    this.#column = column;
    this.#presence = new Presence(column);
    this.#begin();
  }

  get bytes(): number {
    const outside = this.#presence.bytes + this.#indexes.byteLength + this.#texts.capacity;
    if (this.#known === null) return outside;
    return outside + this.#texts.length + this.#known.size * KNOWN_OVERHEAD;
  }

  push(value: CellValue): void {
    const text = typeof value === "string" || value instanceof Uint8Array ? value : null;
    this.#presence.push(text !== null);
    if (text === null) return;
    if (typeof text === "string" && this.#hasDictionary) this.#index(text);
    else {
      this.#texts.push(text);
      this.#bound(text);
    }
    this.#values += 1;
    if (this.#values === SAMPLE && (this.#known?.size ?? 0) > SAMPLE * SAMPLE_DISTINCT) this.#expand();
  }

  take(): EncodedColumn {
    const distinct = this.#known?.size ?? 0;
    const sizes = { distinct, dictionaryBytes: this.#texts.length, plainBytes: this.#plainBytes };
    if (this.#hasDictionary && !dictionaryPays(this.#values, sizes)) this.#expand();
    const indexes = this.#indexes.subarray(0, this.#values);
    const values: EncodedValues = this.#hasDictionary
      ? { encoding: "RLE_DICTIONARY", dictionary: this.#texts.all, distinct, indexes }
      : { encoding: "PLAIN", page: this.#texts.all };
    return { ...this.#presence.take(), bounds: this.#bounds, values };
  }

  release(): void {
    this.#presence.release();
    this.#texts.release();
    this.#indexes = freed(this.#indexes, NO_INDEXES);
    this.#begin();
  }

  #begin(): void {
    const { unique, type } = this.#column;
    this.#hasDictionary = !unique && type !== "bytes";
    this.#known = null;
    this.#places = [];
    this.#values = 0;
    this.#plainBytes = 0;
    this.#bounds = null;
  }

  #index(text: string): void {
    this.#known ??= new Map();
    const known = this.#known;
    let index = known.get(text);
    if (index === undefined) {
      index = known.size;
      known.set(text, index);
      this.#places.push(this.#texts.push(text));
      this.#bound(text);
    }
    if (this.#values === this.#indexes.length) this.#indexes = grown(this.#indexes);
    this.#indexes[this.#values] = index;
    this.#plainBytes += this.#texts.sizeAt(this.#places[index] ?? 0);
  }

  /** Gives the dictionary up: every value stands for itself. */
  #expand(): void {
    const all = new PlainTexts();
    for (const index of this.#indexes.subarray(0, this.#values)) {
      all.copy(this.#texts, this.#places[index] ?? 0);
    }
    this.#texts.release();
    this.#texts = all;
    this.#hasDictionary = false;
    this.#known = null;
    this.#places = [];
  }

  #bound(text: string | Uint8Array): void {
    if (!this.#column.bounds || typeof text !== "string") return;
    this.#bounds ??= { least: text, greatest: text };
    if (inBytes(text, this.#bounds.least) < 0) this.#bounds.least = text;
    if (inBytes(text, this.#bounds.greatest) > 0) this.#bounds.greatest = text;
  }
}
