import type { Fault } from "../../events/document.ts";
import { signatureConditions } from "../../events/query/signature-conditions.ts";
import type { Condition, HealthBucket } from "../../events/query/types.ts";
import { counted, lookedAt } from "../engine/conditions.ts";
import type { IncidentSummary } from "../views.ts";

/** What a trigger looks at, as a chart shows it: shares of 1, milliseconds, or numbers of requests. */
export interface Measure {
  name: string;
  unit: "share" | "duration" | "count";
  /** In the chart's unit; null where the trigger's own figure is no value on this axis. */
  threshold: number | null;
  /** Requests to look at. */
  where: Condition[];
  valueOf(bucket: HealthBucket): number | null;
}

type Incident = Pick<IncidentSummary, "trigger" | "threshold" | "top_error">;

/** The requests that an incident is about: what its page leads to. */
export function requestsBehind({ trigger, top_error: top }: Incident): Condition[] {
  switch (trigger.type) {
    case "no_traffic":
      return lookedAt(trigger);
    case "unusual":
      return trigger.measure === "error_rate" ? counted(trigger) : lookedAt(trigger);
    case "new_error":
      return top === null ? counted(trigger) : signatureOf(top);
    default:
      return counted(trigger);
  }
}

/** What the incident's chart shows over time. */
export function measureOf(incident: Incident): Measure {
  const { trigger, threshold, top_error: top } = incident;
  const where = lookedAt(trigger);
  const errorRate = (share: number | null): Measure => ({
    name: "Error rate",
    unit: "share",
    threshold: share,
    where,
    valueOf: (bucket) => (bucket.requests === 0 ? null : countedOf(bucket, trigger.faults) / bucket.requests),
  });
  switch (trigger.type) {
    case "error_rate_above":
      return errorRate(threshold === null ? null : threshold / 100);
    case "budget_burn":
      return errorRate(threshold === null ? null : threshold * (1 - trigger.objective_percent / 100));
    case "down":
      return errorRate(null);
    case "latency_above": {
      const key = trigger.percentile >= 97 ? "p99" : trigger.percentile >= 73 ? "p95" : "p50";
      return duration(`${key} duration`, key, where, threshold);
    }
    case "unusual":
      if (trigger.measure === "error_rate") return errorRate(null);
      if (trigger.measure === "latency") return duration("Median duration", "p50", where, null);
      return requests("Requests", where);
    case "no_traffic":
      return requests("Requests", where);
    case "new_error":
      return requests("Requests with this error", top === null ? counted(trigger) : signatureOf(top));
  }
}

const signatureOf = (top: NonNullable<Incident["top_error"]>): Condition[] =>
  signatureConditions({ ...top, kind: null });

function duration(
  name: string,
  key: "p50" | "p95" | "p99",
  where: Condition[],
  threshold: number | null,
): Measure {
  return { name, unit: "duration", threshold, where, valueOf: (bucket) => bucket[key] };
}

function requests(name: string, where: Condition[]): Measure {
  return { name, unit: "count", threshold: null, where, valueOf: (bucket) => bucket.requests };
}

function countedOf(bucket: Pick<HealthBucket, "faults">, faults: readonly Fault[]): number {
  return faults.reduce((sum, fault) => sum + bucket.faults[fault], 0);
}
