import { requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import type { DeadLetterDays } from "../dead-letters/day-counts.ts";
import type { IndexCluster } from "../stores/event-index/cluster.ts";
import type { IndexInspector } from "../stores/event-index/inspection.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { StreamInspector } from "../stores/event-stream/inspection.ts";
import { readVerification } from "../verification/read.ts";
import { comparePlan, planSentence } from "./compare-plan.ts";
import { flowOf } from "./flow.ts";
import { readWorkers } from "./heartbeat.ts";
import { platformWorkers } from "./platform-workers.ts";
import { readReceipt } from "./progress.ts";
import { indexReality } from "./reality.ts";
import { summarizeIndex, summarizeStream, summarizeWorker } from "./summaries.ts";
import type { PipelineView } from "./views.ts";
import { readWarehouseState } from "./warehouse-state.ts";
import { pipelineWarnings } from "./warnings.ts";

/** A page about what is broken must not wait for it. */
const LONGEST_MS = 4_000;
const PLATFORM_RANGE_MS = 15 * 60_000;

const UNPLANNED = {
  embedded: "Nothing to plan: the embedded index keeps each hour in a table of its own",
  silent: "The cluster does not tell how its index is laid out",
};

interface Deps {
  stream: StreamInspector;
  deadLetterDays: Pick<DeadLetterDays, "refresh" | "counts">;
  index: IndexInspector & EventIndexReader;
  /** null where the index is embedded, and has nothing to lay out. */
  cluster: Pick<IndexCluster, "measure"> | null;
  retentionDays: number;
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
  const { stream, deadLetterDays, index, cluster, retentionDays, database, clock, stores } = deps;
  const now = clock.now();
  const range = { from: now - PLATFORM_RANGE_MS, to: now };
  const [workers, receipt, progress, verification, warehouse, topics, state, measures, platform] =
    await Promise.all([
      readWorkers(database, now),
      readReceipt(database, now),
      database.pipelineProgress.findMany(),
      readVerification(database, now),
      readWarehouseState(database, now),
      orNull(stream.inspect()),
      orNull(index.inspect()),
      cluster === null ? null : orNull(cluster.measure()),
      orNull(platformWorkers(index, scopeOf(viewer, "requests:read"), range)),
      orNull(deadLetterDays.refresh(now)),
    ]);
  const age = (group: string, topic: string, partition: number) => {
    const row = progress.find(
      (one) => one.group === group && one.topic === topic && one.partition === partition,
    );
    return row?.completeTo == null ? null : Math.max(0, now - row.completeTo.getTime());
  };
  const reality =
    state === null || measures === null ? null : indexReality(state, measures, retentionDays, now);
  const facts = {
    at: now,
    receipt,
    stores,
    stream: topics === null ? null : summarizeStream(topics, age),
    deadLetters: deadLetterDays.counts(),
    index: state === null ? null : summarizeIndex(state, now),
    plan: reality === null ? UNPLANNED[cluster === null ? "embedded" : "silent"] : planSentence(reality),
    workers: workers.map((worker) => summarizeWorker(worker, now)),
    flow: flowOf(workers, now),
    verification,
    warehouse,
    platform: platform === null ? null : { rangeMs: PLATFORM_RANGE_MS, workers: platform },
  };
  return { ...facts, warnings: pipelineWarnings(facts, reality === null ? [] : comparePlan(reality)) };
}
