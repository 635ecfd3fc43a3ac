import type { CellValue, Column, ColumnType } from "../shape.ts";
import {
  type ColumnBuffer,
  dictionaryPays,
  type EncodedColumn,
  type EncodedValues,
} from "./column-buffer.ts";
import { distinctNumbers } from "./distinct-numbers.ts";
import { freed, grown, NO_NUMBERS } from "./grown.ts";
import { Presence } from "./presence.ts";

type Described = Pick<Column<never>, "name" | "type" | "required" | "unique" | "bounds">;
type Width = 4 | 8;

const TWO_32 = 2 ** 32;

/** Numbers as Parquet's PLAIN INT32, INT64 or DOUBLE. */
function plainNumbers(numbers: Float64Array<ArrayBuffer>, type: ColumnType): Uint8Array {
  if (type === "double") return new Uint8Array(numbers.slice().buffer);
  if (type === "int32") return new Uint8Array(Int32Array.from(numbers).buffer);
  const halves = new Uint32Array(numbers.length * 2);
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index] ?? 0;
    halves[index * 2] = number;
    halves[index * 2 + 1] = Math.floor(number / TWO_32);
  }
  return new Uint8Array(halves.buffer);
}

/** Numbers and instants; whole ones are exact up to JavaScript's greatest. */
export class NumberColumn implements ColumnBuffer {
  readonly #column: Described;
  readonly #presence: Presence;
  readonly #width: Width;
  #numbers = NO_NUMBERS;
  #values = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;

  constructor(column: Described) {
    this.#column = column;
    this.#presence = new Presence(column);
    this.#width = column.type === "int32" ? 4 : 8;
  }

  get bytes(): number {
    return this.#presence.bytes + this.#numbers.byteLength;
  }

  push(value: CellValue): void {
    const isNumber = typeof value === "number";
    this.#presence.push(isNumber);
    if (!isNumber) return;
    if (this.#values === this.#numbers.length) this.#numbers = grown(this.#numbers);
    this.#numbers[this.#values] = value;
    this.#values += 1;
    if (value < this.#least) this.#least = value;
    if (value > this.#greatest) this.#greatest = value;
  }

  take(): EncodedColumn {
    const numbers = this.#numbers.subarray(0, this.#values);
    const hasBounds = this.#column.bounds && this.#values > 0;
    const bounds = hasBounds ? { least: BigInt(this.#least), greatest: BigInt(this.#greatest) } : null;
    return { ...this.#presence.take(), bounds, values: this.#encoded(numbers) };
  }

  release(): void {
    this.#presence.release();
    this.#values = 0;
    this.#numbers = freed(this.#numbers, NO_NUMBERS);
    this.#least = Number.POSITIVE_INFINITY;
    this.#greatest = Number.NEGATIVE_INFINITY;
  }

  #encoded(numbers: Float64Array<ArrayBuffer>): EncodedValues {
    const { type, unique } = this.#column;
    const found = unique ? null : distinctNumbers(numbers, numbers.length / 2);
    const sizes = {
      distinct: found?.distinct.length ?? 0,
      dictionaryBytes: (found?.distinct.length ?? 0) * this.#width,
      plainBytes: numbers.length * this.#width,
    };
    if (found === null || !dictionaryPays(numbers.length, sizes)) {
      return { encoding: "PLAIN", page: plainNumbers(numbers, type) };
    }
    const dictionary = plainNumbers(found.distinct, type);
    return { encoding: "RLE_DICTIONARY", dictionary, distinct: sizes.distinct, indexes: found.indexes };
  }
}
