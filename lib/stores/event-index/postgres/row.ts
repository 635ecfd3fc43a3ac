import type { EventDocument } from "../../../events/document.ts";
import type { IndexedEvent } from "../port.ts";
import { indexableWords } from "../words.ts";

/** Columns that hold one field each, in the order of the COPY. */
const COLUMNS = [
  "timestamp",
  "accepted_at",
  "duration_ms",
  "request_bytes",
  "response_bytes",
  "attempt",
  "checksum",
  "status_code",
  "failed",
  "channel",
  "id",
  "outcome",
  "fault",
  "kind",
  "endpoint",
  "method",
  "error_type",
  "error_label",
  "error_pattern",
  "recipe_id",
  "run_id",
  "worker",
  "user_id",
  "request_id",
  "url",
] as const satisfies readonly (keyof EventDocument)[];

/** The rest, in one JSON value. */
const DETAILS = [
  "error_origin",
  "error_message",
  "max_attempts",
  "timings",
  "request_headers",
  "response_headers",
  "response_excerpt",
  "schema_version",
] as const satisfies readonly (keyof EventDocument)[];

/** Fields that are null, not absent, when there is nothing. */
const NULLABLE: ReadonlySet<string> = new Set(["status_code", "fault", "error_label", "error_pattern"]);

export const STORED_COLUMNS = [...COLUMNS, "words", "details"].join(", ");

export const READ_COLUMNS = [...COLUMNS, "details"].join(", ");

const NUL = /\0/g;

/** One line of COPY's text format. NUL, which PostgreSQL cannot hold, becomes the replacement character. */
export function copyLine(document: EventDocument): string {
  let line = "";
  for (const column of COLUMNS) line += `${copyValue(document[column])}\t`;
  return `${line}${escapeCopy(wordVector(document.words))}\t${copyDetails(document)}\n`;
}

function copyValue(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  return typeof value === "string" ? escapeCopy(value) : String(value);
}

function copyDetails(document: EventDocument): string {
  const details: Record<string, unknown> = {};
  let any = false;
  for (const field of DETAILS) {
    if (document[field] === undefined) continue;
    details[field] = document[field];
    any = true;
  }
  return any ? escapeCopy(JSON.stringify(details)) : "\\N";
}

const SPECIAL = /[\0\b\f\n\r\t\v\\]/;

function escapeCopy(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value
    .replace(NUL, "\uFFFD")
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

/** `'first':1 'second':2`: the words as given, nothing stemmed or left out. */
function wordVector(words: readonly string[]): string {
  let vector = "";
  let position = 0;
  for (const word of indexableWords(words)) vector += `${quoteLexeme(word)}:${++position} `;
  return vector;
}

export function quoteLexeme(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

export type Row = Record<string, unknown> & { details: object | null };

export function eventOf(row: Row): IndexedEvent {
  const event: Record<string, unknown> = {};
  for (const column of COLUMNS) {
    const value = row[column];
    if (value !== null || NULLABLE.has(column)) event[column] = value;
  }
  // Its columns and details were made of such an event; the contract suite reads every field back.
  return Object.assign(event, row.details) as unknown as IndexedEvent;
}
