import { requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import type { IndexInspector } from "../stores/event-index/inspection.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { StreamInspector } from "../stores/event-stream/inspection.ts";
import { flowOf } from "./flow.ts";
import { readWorkers } from "./heartbeat.ts";
import { platformWorkers } from "./platform-workers.ts";
import { readReceipt } from "./progress.ts";
import { summarizeIndex, summarizeStream, summarizeWorker } from "./summaries.ts";
import type { PipelineView } from "./views.ts";
import { pipelineWarnings } from "./warnings.ts";

/** A page about what is broken must not wait for it. */
const LONGEST_MS = 4_000;
const PLATFORM_RANGE_MS = 15 * 60_000;

interface Deps {
  stream: StreamInspector;
  index: IndexInspector & EventIndexReader;
  database: Database;
  clock: Clock;
  /** What the stores are called. */
  stores: PipelineView["stores"];
}

/** null when a store does not answer, or not in time. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LONGEST_MS);
  });
  try {
    return await Promise.race([asked.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How the way of an event fares from the stream to the index; needs `pipeline:read`. Fails only with the database. */
export async function pipelineView(deps: Deps, viewer: Viewer): Promise<PipelineView> {
  requireStaff(viewer, "pipeline:read");
  const { stream, index, database, clock, stores } = deps;
  const now = clock.now();
  const range = { from: now - PLATFORM_RANGE_MS, to: now };
  const [workers, receipt, progress, topics, state, platform] = await Promise.all([
    readWorkers(database, now),
    readReceipt(database, now),
    database.pipelineProgress.findMany(),
    orNull(stream.inspect()),
    orNull(index.inspect()),
    orNull(platformWorkers(index, scopeOf(viewer, "requests:read"), range)),
  ]);
  const age = (group: string, topic: string, partition: number) => {
    const row = progress.find(
      (one) => one.group === group && one.topic === topic && one.partition === partition,
    );
    return row?.completeTo == null ? null : Math.max(0, now - row.completeTo.getTime());
  };
  const facts = {
    at: now,
    receipt,
    stores,
    stream: topics === null ? null : summarizeStream(topics, age),
    index: state === null ? null : summarizeIndex(state, now),
    workers: workers.map((worker) => summarizeWorker(worker, now)),
    flow: flowOf(workers, now),
    platform: platform === null ? null : { rangeMs: PLATFORM_RANGE_MS, workers: platform },
  };
  return { ...facts, warnings: pipelineWarnings(facts) };
}
