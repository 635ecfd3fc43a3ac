import type { StreamMessage } from "#lib/stores/event-stream/port.ts";

/** Events of one Channel are spread over so many keys, so that every partition gets some. */
const KEYS = 24;
const POISON_EVERY = 100;

/** Records that cannot become events; the id stays readable in their raw bytes. */
const POISON: ((event: Record<string, unknown>, now: number) => string)[] = [
  (event) => JSON.stringify({ ...event, duration_ms: "long" }),
  (event) => JSON.stringify(event).slice(0, -3),
  (event) => JSON.stringify({ ...event, timestamp: "2001-01-01T00:00:00Z" }),
  (event, now) => JSON.stringify({ ...event, timestamp: new Date(now + 3_600_000).toISOString() }),
  (event) => `${JSON.stringify(event)}\xff`,
];

export const ledgerId = (channel: string, number: number) => `${channel}-${number}`;

/** One in a hundred is to become a dead letter, all others are to be indexed. */
export const isPoison = (number: number) => number % POISON_EVERY === 0;

/** The event of this number as the stream takes it; `now` is its timestamp, milliseconds since 1970. */
export function ledgerMessage(channel: string, number: number, now: number): StreamMessage {
  const event = {
    id: ledgerId(channel, number),
    timestamp: new Date(now).toISOString(),
    channel,
    status_code: number % 7 === 0 ? 500 : 200,
    duration_ms: number % 900,
    user_id: `user-${number % 50}`,
  };
  const broken = isPoison(number) ? POISON[(number / POISON_EVERY) % POISON.length] : undefined;
  const text = broken === undefined ? JSON.stringify(event) : broken(event, now);
  return { key: `${channel}-${number % KEYS}`, value: Buffer.from(text, "latin1") };
}
