import { setTimeout as delay } from "node:timers/promises";
import { type EventStream, StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import type { Expected, Message, Topic, WholeWay } from "./messages.ts";

const AT_ONCE = 2_000;
/** One chunk in so many goes twice, as from a producer whose acknowledgement was lost. */
const DOUBLED = 5;
const AGAIN_MS = 250;

async function append(stream: EventStream, topic: Topic, messages: Message[]): Promise<void> {
  for (;;) {
    try {
      await stream.append(topic, messages);
      return;
    } catch (error) {
      if (!(error instanceof StreamUnavailable)) throw error;
      await delay(AGAIN_MS);
    }
  }
}

/**
 * Appends so many events of a topic, as fast as the stream takes them or with pauses; answers what each Channel must have
 * in the end.
 */
export async function produce(
  stream: EventStream,
  plan: WholeWay,
  { topic, events, pauseMs = 0 }: { topic: Topic; events: number; pauseMs?: number },
): Promise<Map<string, Expected>> {
  const expected = new Map<string, Expected>();
  for (let first = 0, chunk = 0; first < events; first += AT_ONCE, chunk += 1) {
    const count = Math.min(AT_ONCE, events - first);
    const messages = Array.from({ length: count }, (_, item) => plan.message(topic, first + item, events));
    await append(stream, topic, messages);
    if (chunk % DOUBLED === 0) await append(stream, topic, messages);
    await delay(pauseMs);
    for (const { channel, checksum } of messages) {
      if (checksum === null) continue;
      const known = expected.get(channel) ?? { rows: 0, checksum: 0 };
      expected.set(channel, { rows: known.rows + 1, checksum: known.checksum + checksum });
    }
  }
  return expected;
}
