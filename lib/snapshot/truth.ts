import type { Entity } from "./entities.ts";
import { SnapshotRefused, type SourceRow } from "./source.ts";

const WORDS = new Map([
  ...["1", "true", "t", "yes", "y"].map((word): [string, boolean] => [word, true]),
  ...["0", "false", "f", "no", "n"].map((word): [string, boolean] => [word, false]),
]);

/**
 * True or false, however a platform's database keeps it: a boolean, 0 or 1 as number or text, `BIT(1)` as the byte that
 * mysql2 makes of it, a word in any case. null: it is neither.
 */
function truthOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return WORDS.get(value.trim().toLowerCase()) ?? null;
  if (value instanceof Uint8Array) return value.length === 1 ? truthOf(value[0]) : null;
  if (typeof value === "number" || typeof value === "bigint") return WORDS.get(String(value)) ?? null;
  return null;
}

/** What kind of value it is, without saying it: it may be what somebody wrote. */
function formOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return `a text of length ${value.length}`;
  if (value instanceof Uint8Array) return `binary of length ${value.length}`;
  if (typeof value === "number" || typeof value === "bigint") return "a number other than 0 and 1";
  return "an object";
}

/** Of a row, whether this column says true. Throws `SnapshotRefused` with the form of what cannot be read. */
export function readTruth(entity: Entity, row: SourceRow, name: string): boolean {
  const truth = truthOf(row[name]);
  if (truth === null)
    throw new SnapshotRefused(
      `A row of ${entity} has ${formOf(row[name])} as ${name}, which is neither true nor false.`,
    );
  return truth;
}
