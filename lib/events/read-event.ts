import { cleanEvent } from "./clean.ts";
import { plainEvent } from "./plain-event.ts";
import { type ApiRequestEvent, apiRequestEvent } from "./schema.ts";

export type ReadEvent =
  | { event: ApiRequestEvent; droppedFields: number }
  | { problem: { field: string | null; message: string } };

const KNOWN = new Set(Object.keys(apiRequestEvent.shape));
const MAX_DETAIL = 256;

function countUnknown(value: object): number {
  let unknown = 0;
  for (const name of Object.keys(value)) if (!KNOWN.has(name)) unknown += 1;
  return unknown;
}

/**
 * A parsed JSON value as an event, checked against the public schema. Unknown fields are dropped and counted; the
 * problem names the first field at fault, never its value. `escapes` says whether the JSON text had any `\\u`: without
 * one, valid UTF-8 holds neither NUL nor lone surrogates, and nothing needs cleaning.
 */
export function readEvent(value: unknown, escapes: boolean): ReadEvent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: { field: null, message: "must be a JSON object" } };
  }
  const plain = plainEvent(value);
  const parsed = plain === null ? apiRequestEvent.safeParse(value) : { success: true as const, data: plain };
  if (parsed.success) {
    const event = escapes ? cleanEvent(parsed.data) : parsed.data;
    return { event, droppedFields: countUnknown(value) };
  }
  const issue = parsed.error.issues[0];
  return {
    problem: {
      field: issue === undefined ? null : issue.path.join(".").slice(0, MAX_DETAIL),
      message: (issue?.message ?? "is not an event").slice(0, MAX_DETAIL),
    },
  };
}
