import { setTimeout as delay } from "node:timers/promises";
import { systemScope } from "../../lib/channels/access.ts";
import type { EventIndex } from "../../lib/stores/event-index/port.ts";
import { benchId, benchMessage } from "../support/events.ts";
import type { Parts } from "./parts.ts";

const SECONDS = 20;

async function untilSearchable(index: EventIndex, id: string, at: number): Promise<number> {
  const query = {
    scope: systemScope(),
    from: at - 1_000,
    to: at + 1_000,
    where: [{ type: "keyword" as const, field: "id" as const, values: [id], not: false }],
  };
  for (;;) {
    if ((await index.search(query, { limit: 1 })).events.length > 0) return Date.now() - at;
    await delay(20);
  }
}

/** At a steady rate: how long an event takes from its making to being found by a search. */
export async function steady({ stream, index }: Parts, firstSequence: number, perSecond: number) {
  const perTick = perSecond / 50;
  const latencies: Promise<number>[] = [];
  const started = Date.now();
  for (let tick = 0; tick < SECONDS * 50; tick++) {
    const at = Date.now();
    const messages = Array.from({ length: perTick }, (_, item) =>
      benchMessage(firstSequence + tick * perTick + item, new Date(at).toISOString()),
    );
    await stream.append("api-requests", messages);
    if (tick % 10 === 0) latencies.push(untilSearchable(index, benchId(firstSequence + tick * perTick), at));
    await delay(Math.max(0, started + (tick + 1) * 20 - Date.now()));
  }
  const sorted = (await Promise.all(latencies)).sort((left, right) => left - right);
  const quantile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { "searchable p50 ms": quantile(0.5), "searchable p99 ms": quantile(0.99) };
}
