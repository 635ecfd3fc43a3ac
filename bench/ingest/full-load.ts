import { setTimeout as delay } from "node:timers/promises";
import { benchMessage } from "../support/events.ts";
import type { Parts } from "./parts.ts";

const APPEND = 1_000;
const MEBIBYTE = 1_048_576;

/** As fast as it goes: what the worker takes in time, CPU and memory. */
export async function fullLoad({ stream, worker }: Parts, events: number) {
  const idle = await worker.metric("process_resident_memory_bytes");
  const idleSeconds = await worker.metric("process_cpu_seconds_total");
  let most = idle;
  let sent = 0;
  const started = performance.now();
  const produce = async () => {
    while (sent < events) {
      const first = sent;
      sent += APPEND;
      const at = new Date().toISOString();
      await stream.append(
        "api-requests",
        Array.from({ length: APPEND }, (_, item) => benchMessage(first + item, at)),
      );
    }
  };
  const producing = Promise.all([produce(), produce()]);
  let indexed = 0;
  while (indexed < events) {
    await delay(200);
    indexed = await worker.metric("channelscope_events_indexed_total");
    most = Math.max(most, await worker.metric("process_resident_memory_bytes"));
  }
  await producing;
  const seconds = (performance.now() - started) / 1_000;
  const cpuSeconds = (await worker.metric("process_cpu_seconds_total")) - idleSeconds;
  return {
    "events/s": Math.round(events / seconds),
    "worker CPU µs/event": Math.round((cpuSeconds * 1_000_000) / events),
    "worker idle MiB": Math.round(idle / MEBIBYTE),
    "worker most MiB": Math.round(most / MEBIBYTE),
  };
}
