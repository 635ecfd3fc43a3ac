import { setTimeout as delay } from "node:timers/promises";
import { openKafkaStream } from "../../lib/stores/event-stream/kafka/open.ts";
import { leanMessage } from "../support/events.ts";

const TICK_MS = 20;

/** The race's producer, a process of its own: `produce.ts BROKERS EVENTS_PER_SECOND`, until SIGTERM. */
const [brokers = "", rate = "0"] = process.argv.slice(2);
const perTick = Math.ceil((Number(rate) * TICK_MS) / 1_000);
const stream = await openKafkaStream({ brokers: brokers.split(",") });
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());
const started = performance.now();
for (let tick = 0; !stop.signal.aborted; tick++) {
  const at = new Date().toISOString();
  const messages = Array.from({ length: perTick }, (_, item) => leanMessage(tick * perTick + item, at));
  await stream.append("api-requests", messages);
  await delay(Math.max(0, started + (tick + 1) * TICK_MS - performance.now()));
}
await stream.close();
