import { type DeadLetter, deadLetter } from "../events/dead-letter.ts";
import { safeText } from "../format/safe-text.ts";
import { type StreamRecord, TOPICS, type Topic } from "../stores/event-stream/port.ts";
import type { DeadLetterFilter, DeadLetterView, Unsendable } from "./views.ts";

/** The topic of the letters, which is the truth about them. */
export const DEAD_TOPIC: Topic = "api-requests.dead";

const EXCERPT = 240;
const LONGEST_SLUG = 64;
const CHANNEL = /"channel"\s*:\s*"([^"\\]{1,64})"/;

/** A letter with its place among the letters. */
export interface FoundLetter {
  id: string;
  letter: DeadLetter;
  /** The kept bytes; null for a tombstone. */
  value: Buffer | null;
}

/** null for a record that is no letter: another version's, or somebody else's. */
export function letterOf(record: StreamRecord): FoundLetter | null {
  try {
    const parsed = deadLetter.safeParse(JSON.parse(record.value?.toString() ?? ""));
    if (!parsed.success) return null;
    const { raw } = parsed.data;
    return {
      id: `${record.appendedAt}.${record.partition}.${record.offset}`,
      letter: parsed.data,
      value: raw === null ? null : Buffer.from(raw, "base64"),
    };
  } catch {
    return null;
  }
}

/** When, and where in the topic; null for what is no letter's id. */
export function placeOf(id: string): { appendedAt: number; partition: number; offset: number } | null {
  const match = /^(\d{1,15})\.(\d{1,6})\.(\d{1,15})$/.exec(id);
  if (match === null) return null;
  const [appendedAt = 0, partition = 0, offset = 0] = match.slice(1).map(Number);
  return { appendedAt, partition, offset };
}

/** The record that a letter tells of: a redelivery may have written two of one. */
export function sourceOf({ letter }: FoundLetter): string {
  return `${letter.topic}/${letter.partition}/${letter.offset}`;
}

/** The Channel's slug, which was the record's key: read from the bytes, broken or not. */
export function channelOf({ value }: FoundLetter): string | null {
  const slug = value === null ? undefined : CHANNEL.exec(value.toString())?.[1];
  return slug === undefined || slug.length > LONGEST_SLUG ? null : slug;
}

export function unsendable({ letter, value }: FoundLetter): Unsendable | null {
  if (value === null) return "no_value";
  // Masking changes lengths, but only a cut leaves bytes behind at the cap.
  if (letter.cut) return "cut";
  return TOPICS.some((topic) => topic === letter.topic && topic !== DEAD_TOPIC) ? null : "unknown_topic";
}

export function matches(found: FoundLetter, { reason, channel, text }: DeadLetterFilter): boolean {
  const { letter, value } = found;
  if (reason !== undefined && letter.reason !== reason) return false;
  if (channel !== undefined && channelOf(found) !== channel) return false;
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  return [value?.toString() ?? "", letter.detail].some((part) => part.toLowerCase().includes(wanted));
}

export function viewOf(found: FoundLetter, retriedAt: number | null): DeadLetterView {
  const { id, letter, value } = found;
  const { reason, detail, topic, partition, offset, bytes, at } = letter;
  return {
    id,
    at: Date.parse(at),
    reason,
    detail,
    topic,
    partition,
    offset,
    channel: channelOf(found),
    bytes,
    excerpt: value === null ? null : safeText(value.subarray(0, EXCERPT).toString()),
    unsendable: unsendable(found),
    retriedAt,
  };
}
