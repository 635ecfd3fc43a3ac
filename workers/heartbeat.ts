import { hostname } from "node:os";
import type { Database } from "#lib/database/client.ts";
import { forgetWorker, recordHeartbeat } from "#lib/pipeline/heartbeat.ts";
import { INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import type { IndexInspector } from "#lib/stores/event-index/inspection.ts";
import type { StreamInspector } from "#lib/stores/event-stream/inspection.ts";
import type { WorkerDeps } from "./deps.ts";
import { every } from "./every.ts";
import type { WorkerTask } from "./runtime.ts";
import { Samples } from "./samples.ts";
import { createStoreMetrics, observeStores } from "./store-metrics.ts";

const BEAT_MS = 5_000;
const OBSERVE_MS = 10_000;

interface Deps extends WorkerDeps {
  stream: WorkerDeps["stream"] & StreamInspector;
  index: WorkerDeps["index"] & IndexInspector;
  database: Database;
}

/** What names a worker among all of them. */
export const workerId = () => `${hostname()}/${process.pid}`;

/** Tells the others that this worker lives and what it does; and Prometheus, how the stores are. */
export function heartbeatTasks(deps: Deps, roles: readonly string[]): WorkerTask[] {
  const { database, stream, clock, log, metrics } = deps;
  const samples = new Samples(metrics);
  const storeMetrics = createStoreMetrics(metrics.registry);
  const worker = { id: workerId(), host: hostname(), roles, startedAt: clock.now() };

  const ends = async () => {
    const topic = (await stream.inspect()).find((one) => one.topic === INDEX_TOPIC);
    return topic?.partitions.reduce((sum, { end }) => sum + end, 0) ?? null;
  };
  const beat = async () => {
    await samples.take(clock.now(), await ends().catch(() => null));
    await recordHeartbeat(database, { ...worker, figures: samples.figures() }, clock.now());
    metrics.heartbeat.set(clock.now() / 1_000);
  };

  return [
    {
      name: "heartbeat",
      run: async (signal) => {
        await every(BEAT_MS, "heartbeat", beat, { log, signal });
        await forgetWorker(database, worker.id).catch(() => undefined);
      },
    },
    {
      name: "observe-stores",
      run: (signal) =>
        every(OBSERVE_MS, "observe-stores", () => observeStores(deps, storeMetrics), { log, signal }),
    },
  ];
}
