import type { Condition, EventQuery } from "../../events/query/types.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import { counted, lookedAt } from "../engine/conditions.ts";
import type { Trigger } from "../trigger.ts";
import type { ImpactTotals } from "./views.ts";

const MINUTE = 60_000;
/** Retries go on after the incident is over. */
const AFTERWARDS = 15 * MINUTE;

const FAILED: Condition = { type: "failed", value: true };
const later = (not: boolean): Condition => ({
  type: "number",
  field: "attempt",
  ranges: [{ min: 2 }],
  not,
});

/**
 * Runs that failed at first and succeeded at a later attempt, and their share of all runs that failed at first. A
 * success at the second or a later attempt is such a run: each has one. null where nothing failed.
 */
export async function retriedRuns(
  index: Pick<EventIndexReader, "health">,
  { scope, from, to }: Pick<EventQuery, "scope" | "from" | "to">,
  trigger: Trigger,
): Promise<ImpactTotals["retried"]> {
  const options = { bucketMs: AFTERWARDS, percentiles: false };
  const [succeeded, failed] = await Promise.all([
    index.health(
      {
        scope,
        from,
        to: to + AFTERWARDS,
        where: [...lookedAt(trigger), { type: "failed", value: false }, later(false)],
      },
      options,
    ),
    index.health({ scope, from, to, where: [...counted(trigger), FAILED, later(true)] }, options),
  ]);
  const first = failed.total.requests;
  if (first === 0) return null;
  // A run that began to fail just before counts here alone: there are never more than failed.
  const runs = Math.min(succeeded.total.requests, first);
  return { runs, share: runs / first };
}
