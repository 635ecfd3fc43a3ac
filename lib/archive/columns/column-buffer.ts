import type { CellValue } from "../shape.ts";

/** Values as Parquet writes them: one behind the other, or as indexes of distinct ones; booleans as a byte each, 0 or 1. */
export type EncodedValues =
  | { encoding: "PLAIN"; page: Uint8Array }
  | { encoding: "RLE_DICTIONARY"; dictionary: Uint8Array; distinct: number; indexes: Uint32Array }
  | { encoding: "RLE"; bits: Uint8Array };

/** A column's part of a row group. */
export interface EncodedColumn {
  rows: number;
  nulls: number;
  /** A byte for each row, 1 where it has a value; null: the column is required. */
  present: Uint8Array | null;
  /** Least and greatest value, where the column keeps them and has any. */
  bounds: { least: string | bigint; greatest: string | bigint } | null;
  values: EncodedValues;
}

/**
 * The waiting values of one column, outside of V8's heap: as JavaScript's own they would be copied by one collection
 * after the other, which was a fifth of what archiving cost (docs/decisions/0022).
 */
export interface ColumnBuffer {
  /** What the values take in memory, in bytes. */
  readonly bytes: number;
  /** Throws where the column is required and there is no value. */
  push(value: CellValue): void;
  /** The values so far, good until `release`, with which the next ones begin. */
  take(): EncodedColumn;
  /** Frees the memory of what was taken. */
  release(): void;
}

/** Whether a dictionary at least halves what a column takes: otherwise it is not worth a reader's detour. */
export function dictionaryPays(
  values: number,
  {
    distinct,
    dictionaryBytes,
    plainBytes,
  }: { distinct: number; dictionaryBytes: number; plainBytes: number },
): boolean {
  const indexBytes = (values * Math.ceil(Math.log2(distinct))) / 8;
  return values > 0 && 2 * (dictionaryBytes + indexBytes) <= plainBytes;
}
