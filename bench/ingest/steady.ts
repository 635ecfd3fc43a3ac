import { setTimeout as delay } from "node:timers/promises";
import { untilSearchable } from "../../lib/testing/until-searchable.ts";
import { benchId, benchMessage } from "../support/events.ts";
import type { Parts } from "./parts.ts";

const SECONDS = 20;
const PATIENCE_MS = 60_000;

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
    const channel = messages[0]?.key ?? null;
    if (channel !== null && tick % 10 === 0) {
      const ids = [benchId(firstSequence + tick * perTick)];
      latencies.push(untilSearchable(index, channel, { ids, at, patienceMs: PATIENCE_MS }));
    }
    await delay(Math.max(0, started + (tick + 1) * 20 - Date.now()));
  }
  const sorted = (await Promise.all(latencies)).sort((left, right) => left - right);
  const quantile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { "searchable p50 ms": quantile(0.5), "searchable p99 ms": quantile(0.99) };
}
