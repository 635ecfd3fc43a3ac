import { channelScope, type Viewer } from "../../channels/access.ts";
import type { FaultCounts } from "../../events/query/types.ts";
import type { ReadDeps } from "../../events/read-deps.ts";
import { listDowntimes } from "../downtime/list.ts";
import { COUNTED_FAULTS } from "../trigger.ts";
import { budgetUsed, covered, OBJECTIVE, uptimeOf } from "./budget.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const HISTORY_DAYS = 90;

/** One day, in UTC. */
export interface StatusDay {
  /** Its first instant. */
  at: number;
  requests: number;
  /** Failures that somebody at the partner can mend. */
  failures: number;
  /** Share of requests that succeeded; null without requests. */
  uptime: number | null;
  /** With an open incident, planned ones left out. */
  bad_minutes: number;
  /** Share of that day's error budget at 99.9 %; null without requests. */
  budget_used: number | null;
  incidents: number;
  planned: boolean;
}

export interface StatusHistory {
  objective: number;
  /** Oldest first, today at the end. */
  days: StatusDay[];
  /** Uptime over the last so many days; null without requests. */
  uptime: { days: number; share: number | null; budget_used: number | null }[];
}

/**
 * How a Channel did over the last 90 days, day by day; needs `alerts:read`. One question to the index, which rollups
 * answer from their widest slots.
 */
export async function statusHistory(
  { index, database, clock }: Omit<ReadDeps, "secrets">,
  viewer: Viewer,
  channel: string,
): Promise<StatusHistory> {
  const scope = channelScope(viewer, "alerts:read", channel);
  const now = clock.now();
  const today = Math.floor(now / DAY) * DAY;
  const from = today - (HISTORY_DAYS - 1) * DAY;
  const to = Math.floor(now / MINUTE) * MINUTE;
  const [health, incidents, downtimes] = await Promise.all([
    index.health(
      { scope, from, to: Math.max(to, from + MINUTE), where: [] },
      { bucketMs: DAY, percentiles: false },
    ),
    database.incident.findMany({
      where: {
        channelSlug: channel,
        planned: false,
        origin: "person",
        startedAt: { lt: new Date(now) },
        OR: [{ recoveredAt: null }, { recoveredAt: { gt: new Date(from) } }],
      },
      select: { startedAt: true, recoveredAt: true },
    }),
    listDowntimes({ database }, viewer, channel, { from, to: now }),
  ]);
  const counts = new Map(health.buckets.map((bucket) => [bucket.at, bucket]));
  const spans = incidents.map(({ startedAt, recoveredAt }) => ({
    from: startedAt.getTime(),
    to: recoveredAt?.getTime() ?? now,
  }));
  const days = Array.from({ length: HISTORY_DAYS }, (_, place): StatusDay => {
    const at = from + place * DAY;
    const day = { from: at, to: Math.min(at + DAY, now) };
    const bucket = counts.get(at);
    const requests = bucket?.requests ?? 0;
    const failures = bucket === undefined ? 0 : countedOf(bucket.faults);
    const touching = spans.filter((span) => span.from < day.to && span.to > day.from);
    return {
      at,
      requests,
      failures,
      uptime: uptimeOf([{ requests, failures }]),
      bad_minutes: Math.round(covered(touching, day) / MINUTE),
      budget_used: budgetUsed(failures, requests),
      incidents: touching.length,
      planned: downtimes.some(({ starts_at, ends_at }) => starts_at < day.to && ends_at > day.from),
    };
  });
  return {
    objective: OBJECTIVE,
    days,
    uptime: [7, 30, 90].map((length) => over(days.slice(-length), length)),
  };
}

function over(days: readonly StatusDay[], length: number): StatusHistory["uptime"][number] {
  const requests = days.reduce((sum, day) => sum + day.requests, 0);
  const failures = days.reduce((sum, day) => sum + day.failures, 0);
  return { days: length, share: uptimeOf(days), budget_used: budgetUsed(failures, requests) };
}

function countedOf(faults: FaultCounts): number {
  return COUNTED_FAULTS.reduce((sum, fault) => sum + faults[fault], 0);
}
