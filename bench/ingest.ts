import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { systemScope } from "../lib/channels/access.ts";
import { parseConfig } from "../lib/config.ts";
import { openInstallation } from "../lib/installation.ts";
import type { EventIndex } from "../lib/stores/event-index/port.ts";
import type { EventStream } from "../lib/stores/event-stream/port.ts";
import { openEventIndex, openEventStream } from "../lib/stores/open.ts";
import { startWorker, type WorkerProcess } from "../workers/testing/worker-process.ts";
import { benchId, benchMessage } from "./support/events.ts";
import type { Bench } from "./types.ts";

const EVENTS = 600_000;
const APPEND = 1_000;
const STEADY_RATE = 1_000;
const STEADY_SECONDS = 20;
const MEBIBYTE = 1_048_576;

interface Parts {
  stream: EventStream;
  index: EventIndex;
  worker: WorkerProcess;
}

async function fullLoad({ stream, worker }: Parts, events: number) {
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

async function steady({ stream, index }: Parts, firstSequence: number) {
  const perTick = STEADY_RATE / 50;
  const latencies: Promise<number>[] = [];
  const started = Date.now();
  for (let tick = 0; tick < STEADY_SECONDS * 50; tick++) {
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

const bench: Bench = {
  name: "ingest",
  describe:
    "events through the stream, the worker process and the index with all its search indexes (embedded unless KAFKA_BROKERS and ELASTICSEARCH_URL are set)",
  async run(args) {
    const events = Number(args[0] ?? EVENTS);
    const { KAFKA_BROKERS, ELASTICSEARCH_URL } = process.env;
    const engines = {
      ...(KAFKA_BROKERS && { KAFKA_BROKERS }),
      ...(ELASTICSEARCH_URL && { ELASTICSEARCH_URL }),
    };
    const folder = await mkdtemp(join(tmpdir(), "channelscope-bench-"));
    const installation = await openInstallation(parseConfig({ ...engines, DATA_DIR: folder }));
    const stream = await openEventStream(installation);
    const index = await openEventIndex(installation);
    const worker = await startWorker({
      ...engines,
      DATA_DIR: folder,
      DATABASE_URL: installation.databaseUrl,
    });
    try {
      const parts = { stream, index, worker };
      const load = await fullLoad(parts, events);
      const calm = await steady(parts, events);
      return [{ ...load, ...calm }];
    } finally {
      await worker.stop();
      await index.close();
      await stream.close();
      await installation.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
