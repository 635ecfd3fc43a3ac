import { freed, grown, NO_BYTES } from "./grown.ts";

/** Which rows of a column have a value. */
export class Presence {
  readonly #column: string;
  readonly #required: boolean;
  /** A byte for each row, 1 where it has a value; null as long as all of them have one, or none has. */
  #mixed: Uint8Array<ArrayBuffer> | null = null;
  #rows = 0;
  #nulls = 0;

  constructor({ name, required }: { name: string; required?: true }) {
    this.#column = name;
    this.#required = required ?? false;
  }

  /** Throws where the column is required and the row has no value. */
  push(hasValue: boolean): void {
    if (!hasValue && this.#required)
      throw new Error(`The column ${this.#column} is required, and a row has no value.`);
    const isMixed = this.#nulls !== (hasValue ? 0 : this.#rows);
    if (isMixed) this.#put(hasValue);
    if (!hasValue) this.#nulls += 1;
    this.#rows += 1;
  }

  get bytes(): number {
    return this.#mixed?.length ?? 0;
  }

  take(): { rows: number; nulls: number; present: Uint8Array | null } {
    const taken = { rows: this.#rows, nulls: this.#nulls };
    if (this.#required) return { ...taken, present: null };
    return { ...taken, present: this.#mixed?.subarray(0, this.#rows) ?? this.#alike(this.#rows) };
  }

  release(): void {
    this.#rows = 0;
    this.#nulls = 0;
    if (this.#mixed !== null) freed(this.#mixed, NO_BYTES);
    this.#mixed = null;
  }

  #put(hasValue: boolean): void {
    this.#mixed ??= this.#alike(this.#rows + 1);
    if (this.#rows === this.#mixed.length) this.#mixed = grown(this.#mixed);
    this.#mixed[this.#rows] = hasValue ? 1 : 0;
  }

  #alike(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(length).fill(this.#nulls === 0 ? 1 : 0);
  }
}
