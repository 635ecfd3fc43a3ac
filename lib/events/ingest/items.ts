import { isUtf8 } from "node:buffer";
import { AppError } from "../../errors.ts";
import { MAX_EVENT_BYTES } from "../parse-value.ts";
import type { RejectReason } from "../rejection.ts";

/** One event of a request; `line` counts from 1, as lines of NDJSON or places in an array. */
export type Item =
  | { line: number; value: unknown; escapes: boolean }
  | { line: number; problem: string; reason: RejectReason };

export interface Items {
  /** What a key's allowance is charged. */
  count: number;
  items: Iterable<Item>;
}

const NEWLINE = 0x0a;

/** null for an empty line. */
export function itemOfLine(bytes: Buffer, line: number): Item | null {
  if (bytes.length > MAX_EVENT_BYTES) return { line, problem: "is longer than 1 MB", reason: "too_large" };
  if (!isUtf8(bytes)) return { line, problem: "is not valid UTF-8", reason: "not_utf8" };
  const text = bytes.toString("utf8").trim();
  if (text === "") return null;
  try {
    return { line, value: JSON.parse(text) as unknown, escapes: text.includes("\\u") };
  } catch {
    return { line, problem: "is not valid JSON", reason: "not_json" };
  }
}

function* lines(body: Buffer): Generator<Item> {
  let start = 0;
  for (let line = 1; start < body.length; line++) {
    const newline = body.indexOf(NEWLINE, start);
    const end = newline < 0 ? body.length : newline;
    const item = itemOfLine(body.subarray(start, end), line);
    if (item !== null) yield item;
    start = end + 1;
  }
}

/** Lines of NDJSON, one by one; empty ones are skipped, broken ones are problems of their own. */
function ndjsonItems(body: Buffer): Items {
  let count = body.length > 0 && body.at(-1) !== NEWLINE ? 1 : 0;
  for (let at = body.indexOf(NEWLINE); at >= 0; at = body.indexOf(NEWLINE, at + 1)) count += 1;
  return { count, items: lines(body) };
}

function arrayItems(body: Buffer): Items {
  const text = isUtf8(body) ? body.toString("utf8") : null;
  let values: unknown;
  try {
    values = text === null ? null : JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid JSON.", { cause });
  }
  if (!Array.isArray(values)) throw new AppError("bad_request", "The body must be a JSON array of events.");
  const escapes = text?.includes("\\u") ?? false;
  const items = values.map((value: unknown, position) => ({ line: position + 1, value, escapes }));
  return { count: items.length, items };
}

const MEDIA: Record<string, (body: Buffer) => Items> = {
  "application/x-ndjson": ndjsonItems,
  "application/ndjson": ndjsonItems,
  "application/jsonl": ndjsonItems,
  "application/json": arrayItems,
};

/** How to read a body of this media type. Throws `unsupported_type`. */
export function itemReader(contentType: string | null): (body: Buffer) => Items {
  const media = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const reader = MEDIA[media];
  if (reader === undefined) {
    throw new AppError(
      "unsupported_type",
      "Content-Type must be application/x-ndjson (a line per event) or application/json (an array of events).",
    );
  }
  return reader;
}
