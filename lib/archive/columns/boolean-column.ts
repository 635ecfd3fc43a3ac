import type { CellValue, Column } from "../shape.ts";
import type { ColumnBuffer, EncodedColumn } from "./column-buffer.ts";
import { freed, grown, NO_BYTES } from "./grown.ts";
import { Presence } from "./presence.ts";

export class BooleanColumn implements ColumnBuffer {
  readonly #presence: Presence;
  #bits = NO_BYTES;
  #values = 0;

  constructor(column: Pick<Column<never>, "name" | "required">) {
    this.#presence = new Presence(column);
  }

  get bytes(): number {
    return this.#presence.bytes + this.#bits.length;
  }

  push(value: CellValue): void {
    const isBoolean = typeof value === "boolean";
    this.#presence.push(isBoolean);
    if (!isBoolean) return;
    if (this.#values === this.#bits.length) this.#bits = grown(this.#bits);
    this.#bits[this.#values] = value ? 1 : 0;
    this.#values += 1;
  }

  take(): EncodedColumn {
    const bits = this.#bits.subarray(0, this.#values);
    return { ...this.#presence.take(), bounds: null, values: { encoding: "RLE", bits } };
  }

  release(): void {
    this.#presence.release();
    this.#values = 0;
    this.#bits = freed(this.#bits, NO_BYTES);
  }
}
