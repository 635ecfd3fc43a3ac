import { isDeepStrictEqual } from "node:util";
import type { ChannelScope } from "../../channels/access.ts";
import type { Fault } from "../../events/document.ts";
import { FAULTS } from "../../events/document.ts";
import { faultsInContext, signaturesInContext } from "../../events/fault-context.ts";
import { fillBuckets } from "../../events/figures.ts";
import { formatQuery } from "../../events/query/format.ts";
import type { Condition, FaultCounts } from "../../events/query/types.ts";
import { wholeSecond } from "../../events/range.ts";
import { reachOfWorker } from "../../events/worker-reach.ts";
import type { EventIndexReader, IndexedEvent } from "../../stores/event-index/port.ts";
import { counted, lookedAt } from "../engine/conditions.ts";
import type { IncidentSummary } from "../views.ts";
import { budgetUsed, PERIOD_DAYS, requestsOfPeriod } from "./budget.ts";
import { measureOf, requestsBehind } from "./measure.ts";
import { retriedRuns } from "./retried.ts";
import { chartRange, incidentSpan } from "./time.ts";
import type { ImpactTotals, IncidentFigures } from "./views.ts";
import { whyInWords } from "./why.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const SIGNATURES = 6;
/** Of how long the worker that failed most is compared with itself on other Channels. */
const COMPARED = 10 * MINUTE;

interface Deps {
  index: EventIndexReader;
  scope: ChannelScope;
  channel: string;
  now: number;
}

/** The chart, impact, errors and verdict of an incident, counted anew from the index. */
export async function incidentFigures(deps: Deps, incident: IncidentSummary): Promise<IncidentFigures> {
  const { index, scope, channel } = deps;
  const now = wholeSecond(deps.now);
  const { trigger } = incident;
  const span = incidentSpan(incident, now);
  const chart = chartRange(span, now);
  const measure = measureOf(incident);
  const endpoint = lookedAt(trigger);
  const failed = counted(trigger);
  const behind = requestsBehind(incident);
  const within = { scope, ...span };
  const plain = { bucketMs: DAY, percentiles: false } as const;

  const [series, all, hit, signatures, retried, budget, led, others, oldest] = await Promise.all([
    index.health(
      { scope, from: chart.from, to: chart.to, where: measure.where },
      { bucketMs: chart.bucketMs, percentiles: measure.unit === "duration", bucketPeople: "none" },
    ),
    index.health({ ...within, where: endpoint }, { bucketMs: DAY, percentiles: true, bucketPeople: "none" }),
    index.health({ ...within, where: failed }, { bucketMs: DAY, percentiles: true, bucketPeople: "none" }),
    index.signatures({ ...within, where: failed }, { limit: SIGNATURES }),
    retriedRuns(index, within, trigger),
    index.health({ scope, from: span.to - PERIOD_DAYS * DAY, to: span.to, where: endpoint }, plain),
    isDeepStrictEqual(behind, failed) ? null : index.health({ ...within, where: behind }, plain),
    othersMeanwhile(deps, within, failed),
    index.search({ ...within, where: failed }, { limit: 1, order: "oldest" }),
  ]);
  const judged = await faultsInContext(index, scope, channel, { ...span, now, bucketMs: DAY }, all);
  const { faults, ...changes } = judged;
  const errors = signaturesInContext(signatures, all.total.faults, changes);
  const top = errors[0];
  const fault = mostOf(faults) ?? incident.fault;
  const known = all.total.requests > 0;
  const failures = known ? hit.total.requests : incident.failures;
  return {
    from: chart.from,
    to: chart.to,
    span,
    bucket_ms: chart.bucketMs,
    points: fillBuckets(series.buckets, chart, chart.bucketMs).map((bucket) => ({
      at: bucket.at,
      value: measure.valueOf(bucket),
    })),
    known,
    impact: {
      ...totals(incident, known, all.total, hit.total),
      recipes_turned_off: null,
      retried,
      budget_used: budgetUsed(failures, requestsOfPeriod(budget.buckets, { to: span.to })),
    },
    verdict:
      fault === null || failures === 0
        ? null
        : {
            fault,
            why: whyInWords(fault, {
              faults,
              changes,
              others,
              top:
                top === undefined ? null : { label: top.label, share: shareOf(errors, top.label, failures) },
            }),
          },
    faults,
    changes,
    signatures: errors.map(
      ({ endpoint: at, kind, label, pattern, fault: whose, count, users, latest_id }) => ({
        endpoint: at,
        kind,
        label,
        pattern,
        fault: whose,
        count,
        users,
        latest_id,
      }),
    ),
    first: firstOf(oldest.events[0]),
    behind: { query: formatQuery(behind), requests: led?.total.requests ?? failures },
  };
}

function firstOf(event: IndexedEvent | undefined): IncidentFigures["first"] {
  if (event === undefined) return null;
  const { id, timestamp: at, method = null, endpoint = null, error_label, worker = null } = event;
  return { id, at, method, endpoint, label: error_label, worker };
}

interface Counted {
  requests: number;
  users: number;
  recipes_affected: number;
}

/** What is on record stands in where the events are gone. */
function totals(
  incident: IncidentSummary,
  known: boolean,
  all: Counted,
  counted: Counted,
): Pick<ImpactTotals, "requests" | "failures" | "users_active" | "users_affected" | "recipes_affected"> {
  if (!known) {
    const { requests, failures, users_affected, recipes_affected } = incident;
    return { requests, failures, users_active: 0, users_affected, recipes_affected };
  }
  return {
    requests: all.requests,
    failures: counted.requests,
    users_active: all.users,
    users_affected: counted.users,
    recipes_affected: counted.recipes_affected,
  };
}

function shareOf(
  errors: readonly { label: string; count: number }[],
  label: string,
  failures: number,
): number {
  const same = errors.filter((error) => error.label === label).reduce((sum, { count }) => sum + count, 0);
  return failures === 0 ? 0 : Math.min(1, same / failures);
}

function mostOf(faults: FaultCounts): Fault | null {
  const [most] = FAULTS.toSorted((a, b) => faults[b] - faults[a]);
  return most === undefined || faults[most] === 0 ? null : most;
}

/** How the worker with most of the failures fared elsewhere in the incident's first minutes; null: it has no name. */
async function othersMeanwhile(
  { index, channel }: Deps,
  query: { scope: ChannelScope; from: number; to: number },
  where: Condition[],
): Promise<{ channels: number; failing: number } | null> {
  const from = Math.floor(query.from / MINUTE) * MINUTE;
  const span = { from, to: Math.min(from + COMPARED, Math.ceil(query.to / MINUTE) * MINUTE) };
  const [worker] = await index.groups(
    { scope: query.scope, ...span, where },
    { by: "worker", limit: 1, percentiles: false },
  );
  if (worker === undefined) return null;
  const bucketMs = COMPARED;
  const reach = await reachOfWorker(index, { worker: worker.key, except: channel, ...span, bucketMs });
  const [best] = [...reach.values()].sort((a, b) => b.channels - a.channels);
  return best ?? null;
}
