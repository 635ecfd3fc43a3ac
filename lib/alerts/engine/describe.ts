import { systemScope } from "../../channels/access.ts";
import { failingPart, reasonOf } from "../../channels/reason.ts";
import type { Fault } from "../../events/document.ts";
import type { ErrorSignature, EventQuery, RequestFigures } from "../../events/query/types.ts";
import { formatDuration } from "../../format/duration.ts";
import { formatCount } from "../../format/number.ts";
import { DurationSketch } from "../../sketches/durations.ts";
import type { EventIndexReader, EventIndexTallies } from "../../stores/event-index/port.ts";
import type { Impact } from "../impact.ts";
import type { Trigger } from "../trigger.ts";
import { counted, lookedAt, ofChannel } from "./conditions.ts";

const SIGNATURES = 20;
const ENDPOINTS = 100;

interface Question {
  channel: string;
  trigger: Trigger;
  /** [from, to) in milliseconds. */
  from: number;
  to: number;
}

export interface Description {
  impact: Impact;
  /** What happened, in words. */
  title: string;
  /** The percentile that a latency trigger is about, over the range; null for others. */
  latency: number | null;
}

/**
 * What the requests of a range say about a breach: for its message, its incident, its end. Without tallies only the usual
 * percentiles are known.
 */
export async function describeBreach(
  index: EventIndexReader,
  tallies: Pick<EventIndexTallies, "tally"> | null,
  question: Question,
): Promise<Description> {
  const { channel, trigger, from, to } = question;
  const range = { scope: systemScope([channel]), from, to };
  const [where, failing] = [
    [ofChannel(channel), ...lookedAt(trigger)],
    [ofChannel(channel), ...counted(trigger)],
  ];
  const bucketMs = Math.max(60_000, to - from);
  const [all, failed, signatures, endpoints] = await Promise.all([
    index.health({ ...range, where }, { bucketMs, percentiles: true, bucketPeople: "none" }),
    index.health({ ...range, where: failing }, { bucketMs, percentiles: true, bucketPeople: "none" }),
    index.signatures({ ...range, where: failing }, { limit: SIGNATURES }),
    index.groups({ ...range, where }, { by: "endpoint", limit: ENDPOINTS, percentiles: false }),
  ]);
  const latency =
    trigger.type === "latency_above"
      ? (percentileOf(all.total, trigger.percentile) ??
        (tallies && (await anyPercentile(tallies, { ...range, where }, trigger))))
      : null;
  const requestsOf = new Map<string, number>();
  for (const { key, total } of endpoints) {
    const endpoint = key.slice(key.indexOf("/") + 1);
    requestsOf.set(endpoint, (requestsOf.get(endpoint) ?? 0) + total.requests);
  }
  return {
    impact: impactOf(trigger, all.total, failed.total, signatures),
    title: titleOf(question, all.total, failed.total, { signatures, requestsOf, latency }),
    latency,
  };
}

function percentileOf({ p50, p95, p99 }: RequestFigures, percentile: number): number | null {
  return { 50: p50, 95: p95, 99: p99 }[percentile] ?? null;
}

const HOUR = 3_600_000;

/** One that figures do not have, of the last hour at most. */
async function anyPercentile(
  tallies: Pick<EventIndexTallies, "tally">,
  query: EventQuery,
  { percentile }: { percentile: number },
): Promise<number | null> {
  const { requests } = await tallies.tally({ ...query, from: Math.max(query.from, query.to - HOUR) }, HOUR);
  const durations = new DurationSketch();
  for (const { bin, count } of requests) durations.addTimes(bin, count);
  return durations.percentiles([percentile / 100])[0] ?? null;
}

/** Slow requests affect whoever made them, failed or not. */
function impactOf(
  trigger: Trigger,
  all: RequestFigures,
  failed: RequestFigures,
  signatures: readonly ErrorSignature[],
): Impact {
  const [top] = signatures;
  return {
    requests: all.requests,
    failures: failed.requests,
    users_affected: trigger.type === "latency_above" ? failed.users : failed.users_affected,
    recipes_affected: failed.recipes_affected,
    fault: mostFrequent(failed.faults),
    top_error:
      top === undefined
        ? null
        : { endpoint: top.endpoint, label: top.label, pattern: top.pattern, count: top.count },
  };
}

function mostFrequent(faults: Record<Fault, number>): Fault | null {
  const [most] = (Object.entries(faults) as [Fault, number][]).sort(([, a], [, b]) => b - a);
  return most === undefined || most[1] === 0 ? null : most[0];
}

interface Found {
  signatures: readonly ErrorSignature[];
  requestsOf: ReadonlyMap<string, number>;
  latency: number | null;
}

function titleOf(
  { trigger, from, to }: Question,
  all: RequestFigures,
  failed: RequestFigures,
  { signatures, requestsOf, latency }: Found,
): string {
  const whose = trigger.endpoint ?? "requests";
  const judged = { state: "degraded" as const, judged: true, from, to };
  if (trigger.type === "latency_above") {
    return `p${trigger.percentile} of ${whose} is ${formatDuration(latency ?? trigger.milliseconds)}`;
  }
  if (trigger.type === "no_traffic")
    return `No ${trigger.endpoint ?? ""} requests for ${formatDuration(to - from)}`.replace("  ", " ");
  if (trigger.type === "unusual") return UNUSUAL[trigger.measure](whose);
  const part = failingPart(signatures, trigger.endpoint === null ? requestsOf : new Map());
  const share = all.requests === 0 ? 0 : failed.requests / all.requests;
  if (trigger.type === "down")
    return `Nothing succeeds: ${formatCount(failed.requests)} of ${formatCount(all.requests)} ${whose} failed`;
  const reason = reasonOf({ ...judged, cause: { type: "failures", share } }, part) ?? "";
  return trigger.endpoint === null ? reason : reason.replace("requests", trigger.endpoint);
}

const UNUSUAL: Record<Extract<Trigger, { type: "unusual" }>["measure"], (whose: string) => string> = {
  requests: (whose) =>
    `The number of ${whose === "requests" ? whose : `${whose} requests`} is unusual for this time`,
  error_rate: (whose) => `The error rate of ${whose} is unusual for this time`,
  latency: (whose) => `The latency of ${whose} is unusual for this time`,
};
