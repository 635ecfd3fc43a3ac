import { z } from "zod";
import { redactText } from "./redact.ts";
import { REJECT_REASONS, type Rejection } from "./rejection.ts";

/** Of the raw bytes; enough to see what was sent. */
const MAX_RAW_BYTES = 16_384;

/** Value of a record in `<topic>.dead`. Its identity is (topic, partition, offset): a redelivery may repeat one. */
export const deadLetter = z.object({
  reason: z.enum(REJECT_REASONS),
  detail: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  offset: z.number().int(),
  /** Base64 of the redacted bytes, cut at 16 KiB; null for a tombstone. */
  raw: z.string().nullable(),
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

/** Byte for byte outside of what is masked, whatever the encoding: Latin-1 maps bytes to characters one to one. */
function redactedRaw(value: Buffer): string {
  const text = value.subarray(0, MAX_RAW_BYTES).toString("latin1");
  const redacted = redactText(text).replace(USER_ID, '$1"redacted"');
  return Buffer.from(redacted, "latin1").toString("base64");
}

/** What is kept, for two weeks, of a record that could not become an event. */
export function toDeadLetter(record: Source, rejection: Rejection, at: number): DeadLetter {
  return {
    ...rejection,
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    raw: record.value === null ? null : redactedRaw(record.value),
    bytes: record.value?.length ?? 0,
    at: new Date(at).toISOString(),
  };
}
