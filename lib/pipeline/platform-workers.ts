import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import type { PlatformWorkerView } from "./views.ts";

const MOST_WORKERS = 50;
/** So few requests say nothing about a worker. */
const FEWEST_REQUESTS = 50;
const FAILING = 0.05;
const SLOW_MS = 500;
const FACTOR = 3;

type Figures = Omit<PlatformWorkerView, "unequal">;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Marks the workers that fail or are slow three times as much as is usual among them. */
export function compareWorkers(workers: Figures[]): PlatformWorkerView[] {
  const known = workers.filter(({ requests }) => requests >= FEWEST_REQUESTS);
  const rate = ({ failures, requests }: Figures) => failures / requests;
  const usual = { rate: median(known.map(rate)), p95: median(known.map(({ p95 }) => p95 ?? 0)) };
  return workers.map((worker) => {
    const compared = known.length >= 3 && known.includes(worker);
    const p95 = worker.p95 ?? 0;
    return {
      ...worker,
      unequal: {
        failures: compared && rate(worker) >= FAILING && rate(worker) >= usual.rate * FACTOR,
        p95: compared && p95 >= SLOW_MS && p95 >= usual.p95 * FACTOR,
      },
    };
  });
}

/** Requests, failures and p95 of each platform worker over every Channel of the scope, the busiest first. */
export async function platformWorkers(
  index: EventIndexReader,
  scope: ChannelScope,
  range: { from: number; to: number },
): Promise<PlatformWorkerView[]> {
  const groups = await index.groups({ scope, where: [], ...range }, { by: "worker", limit: MOST_WORKERS });
  return compareWorkers(
    groups.map(({ key, total }) => ({
      worker: key,
      requests: total.requests,
      failures: total.failures,
      p95: total.p95,
    })),
  );
}
