import { isUtf8 } from "node:buffer";
import type { Rejection, RejectReason } from "./rejection.ts";

/** A valid event cannot be larger: its texts and headers are bounded. What is larger is not even parsed. */
export const MAX_EVENT_BYTES = 1_048_576;

export type ParsedValue = { parsed: unknown; text: string } | { rejected: Rejection };

const rejected = (reason: RejectReason, detail: string) => ({ rejected: { reason, detail } });

/** The JSON in a record's raw bytes, or why there is none; never throws. */
export function parseValue(value: Uint8Array | null): ParsedValue {
  if (value === null) return rejected("tombstone", "The record has no value.");
  if (value.length === 0) return rejected("empty", "The record's value is empty.");
  if (value.length > MAX_EVENT_BYTES) {
    return rejected("too_large", `${value.length} bytes; at most ${MAX_EVENT_BYTES} are read.`);
  }
  if (!isUtf8(value)) return rejected("not_utf8", "The value is not valid UTF-8.");
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8");
  try {
    return { parsed: JSON.parse(text), text };
  } catch {
    return rejected("not_json", "The value is not valid JSON.");
  }
}
