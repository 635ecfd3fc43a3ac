import { setTimeout as delay } from "node:timers/promises";
import { commitsOf } from "../lib/archive/commit.ts";
import type { Installation } from "../lib/installation.ts";
import { openArchive, openEventStream } from "../lib/stores/open.ts";
import { startWorker, type WorkerProcess } from "../workers/testing/worker-process.ts";
import { withInstallation } from "./ingest/installed.ts";
import { benchMessage } from "./support/events.ts";
import type { Bench } from "./types.ts";

const EVENTS = 1_000_000;
const APPEND = 1_000;
const MEBIBYTE = 1_048_576;
const LOOK_MS = 250;

async function produce(installation: Installation, events: number): Promise<void> {
  const stream = await openEventStream(installation);
  let sent = 0;
  const append = async () => {
    while (sent < events) {
      const first = sent;
      sent += APPEND;
      const at = new Date().toISOString();
      const messages = Array.from({ length: APPEND }, (_, item) => benchMessage(first + item, at));
      await stream.append("api-requests", messages);
    }
  };
  await Promise.all([append(), append()]);
  await stream.close();
}

/** Resolves when the worker has read so many; with the time since its first, and its greatest memory. */
async function untilRead(worker: WorkerProcess, events: number) {
  let [started, most, read] = [0, 0, 0];
  while (read < events) {
    await delay(LOOK_MS);
    read = await worker.metric("channelscope_archive_read_total");
    most = Math.max(most, await worker.metric("process_resident_memory_bytes"));
    if (started === 0 && read > 0) started = performance.now();
  }
  return { started, most };
}

async function archived(installation: Installation) {
  const archive = await openArchive(installation);
  const found = { rows: 0, bytes: 0 };
  for await (const { files } of commitsOf(archive, "api-requests")) {
    for (const { rows, bytes } of files) {
      found.rows += rows;
      found.bytes += bytes;
    }
  }
  await archive.close();
  return found;
}

async function measure(installation: Installation, engines: Record<string, string>, events: number) {
  await produce(installation, events);
  const environment = {
    ...engines,
    DATA_DIR: installation.config.DATA_DIR,
    DATABASE_URL: installation.databaseUrl,
  };
  const worker = await startWorker(environment, { roles: ["archive"] });
  const { started, most } = await untilRead(worker, events).finally(() => worker.stop());
  const seconds = (performance.now() - started) / 1_000;
  const { rows, bytes } = await archived(installation);
  if (rows < events) throw new Error(`The archive has ${rows} rows of ${events} events`);
  return {
    "events/s": Math.round(events / seconds),
    "most MiB": Math.round(most / MEBIBYTE),
    "bytes/event": Math.round(bytes / rows),
  };
}

const bench: Bench = {
  name: "archive",
  describe:
    "one archive worker catching up with the stream to a folder, the last commit included (events: first argument); embedded, and where KAFKA_BROKERS is set, Kafka",
  async run([count = String(EVENTS)]) {
    const events = Number(count);
    const rows: Record<string, string | number>[] = [];
    const { KAFKA_BROKERS } = process.env;
    const sets: [string, Record<string, string>][] = [["embedded", { KAFKA_BROKERS: "" }]];
    if (KAFKA_BROKERS) sets.push(["Kafka", { KAFKA_BROKERS }]);
    for (const [stream, engines] of sets) {
      const figures = await withInstallation(engines, (it) => measure(it, engines, events));
      rows.push({ stream, ...figures });
    }
    return rows;
  },
};

export default bench;
