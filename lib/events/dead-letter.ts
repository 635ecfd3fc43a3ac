import { z } from "zod";
import type { Pseudonymize } from "./pseudonym.ts";
import { redactText } from "./redact.ts";
import { REJECT_REASONS, type Rejection } from "./rejection.ts";

/** Of the raw bytes: all of any event that was meant well, so that it can be sent again. */
const MAX_RAW_BYTES = 65_536;

/** Value of a record in `<topic>.dead`. Its identity is (topic, partition, offset): a redelivery may repeat one. */
export const deadLetter = z.object({
  reason: z.enum(REJECT_REASONS),
  detail: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  offset: z.number().int(),
  /** Base64 of the redacted bytes; null for a tombstone. */
  raw: z.string().nullable(),
  /** Only the first 64 KiB were kept. */
  cut: z.boolean().default(false),
  /** Length of what was sent. */
  bytes: z.number().int(),
  /** When it was rejected, ISO 8601. */
  at: z.iso.datetime(),
});
export type DeadLetter = z.output<typeof deadLetter>;

interface Source {
  topic: string;
  partition: number;
  offset: number;
  value: Buffer | null;
}

const USER_ID = /("user_id"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\s]+)/g;

/** As an accepted event would have it, so that the letter can be sent again. */
function pseudonymOf(token: string, pseudonymize: Pseudonymize): string {
  const text = Buffer.from(token, "latin1").toString();
  try {
    const id: unknown = JSON.parse(text);
    if (typeof id === "string") return pseudonymize(id);
  } catch {
    // Broken off, or no JSON at all.
  }
  return "redacted";
}

/** Byte for byte outside of what is masked, whatever the encoding: Latin-1 maps bytes to characters one to one. */
function redactedRaw(value: Buffer, pseudonymize: Pseudonymize): string {
  const text = value.subarray(0, MAX_RAW_BYTES).toString("latin1");
  const redacted = redactText(text).replace(USER_ID, (match, name: string, id: string) =>
    id === "null" ? match : `${name}"${pseudonymOf(id, pseudonymize)}"`,
  );
  return Buffer.from(redacted, "latin1").toString("base64");
}

/** What is kept, for two weeks, of a record that could not become an event. */
export function toDeadLetter(
  record: Source,
  rejection: Rejection,
  at: number,
  pseudonymize: Pseudonymize,
): DeadLetter {
  return {
    ...rejection,
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    raw: record.value === null ? null : redactedRaw(record.value, pseudonymize),
    cut: (record.value?.length ?? 0) > MAX_RAW_BYTES,
    bytes: record.value?.length ?? 0,
    at: new Date(at).toISOString(),
  };
}
