import type { Database } from "#lib/database/client.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import { writeState } from "../state.ts";
import { type HistoryPlan, HOUR, tellHour } from "./hour.ts";
import { keepPace } from "./pace.ts";
import type { Span } from "./span.ts";

/** Events per append. */
const BATCH = 2_500;

export interface TellDeps {
  database: Database;
  stream: Pick<EventStream, "append" | "lag">;
  plan: HistoryPlan;
  /** Asked before each hour. */
  stopped(): boolean;
}

/**
 * Tells a span through the event stream, newest hour first, and remembers each hour once the stream has it. Told
 * again after an interruption, an hour has the same ids and changes nothing. Resolves to the number of events.
 */
export async function tellHistory(
  { database, stream, plan, stopped }: TellDeps,
  span: Span,
): Promise<number> {
  let count = 0;
  let to = span.next;
  while (to > span.from && !stopped()) {
    const from = Math.max(span.from, Math.floor((to - 1) / HOUR) * HOUR);
    const events = tellHour(plan, from, to).filter((event) => Date.parse(event.timestamp) < span.to);
    const messages = events.map((event) => ({
      key: event.channel,
      value: Buffer.from(JSON.stringify(event)),
    }));
    for (let start = 0; start < messages.length; start += BATCH) {
      await keepPace(stream);
      await stream.append("api-requests", messages.slice(start, start + BATCH));
    }
    count += messages.length;
    to = from;
    await writeState(database, "history", { ...span, next: to });
  }
  return count;
}
