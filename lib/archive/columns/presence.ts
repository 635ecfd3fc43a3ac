import { freed, grown } from "./grown.ts";

/** Which rows of a column have a value. */
export class Presence {
  readonly #column: string;
  #present: Uint8Array<ArrayBuffer> | null;
  #rows = 0;
  #nulls = 0;

  constructor({ name, required }: { name: string; required?: true }) {
    this.#column = name;
    this.#present = required ? null : new Uint8Array(0);
  }

  /** Throws where the column is required and the row has no value. */
  push(hasValue: boolean): void {
    if (this.#present !== null) {
      if (this.#rows === this.#present.length) this.#present = grown(this.#present);
      this.#present[this.#rows] = hasValue ? 1 : 0;
      if (!hasValue) this.#nulls += 1;
    } else if (!hasValue) throw new Error(`The column ${this.#column} is required, and a row has no value.`);
    this.#rows += 1;
  }

  get bytes(): number {
    return this.#present?.length ?? 0;
  }

  take(): { rows: number; nulls: number; present: Uint8Array | null } {
    return {
      rows: this.#rows,
      nulls: this.#nulls,
      present: this.#present?.subarray(0, this.#rows) ?? null,
    };
  }

  release(): void {
    this.#rows = 0;
    this.#nulls = 0;
    if (this.#present !== null) this.#present = freed(this.#present);
  }
}
