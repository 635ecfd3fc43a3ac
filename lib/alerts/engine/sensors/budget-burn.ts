import { systemScope } from "../../../channels/access.ts";
import type { Fault } from "../../../events/document.ts";
import type { HealthBucket, RequestFigures } from "../../../events/query/types.ts";
import { formatPlural } from "../../../format/number.ts";
import { minutesInWords } from "../../format-value.ts";
import type { Observation } from "../../machine.ts";
import type { Trigger } from "../../trigger.ts";
import { lookedAt, ofChannel } from "../conditions.ts";
import { STAYS_ABOVE } from "../observe.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUCKET = 5 * MINUTE;

/** Burning exactly as fast as allowed is allowed. */
const ROUNDING = 1e-9;

type Budget = Extract<Trigger, { type: "budget_burn" }>;

/**
 * Pairs of windows, and which share of the budget may be gone within the long one: the multiwindow, multi-burn-rate
 * alerts of Google's SRE workbook (chapter 5, table 5-8). The short one ends the alert soon after the cause ends; that
 * of the fast pair is the trigger's own window, five minutes unless it says otherwise.
 */
const PAIRS = [
  { longMs: HOUR, shortMs: null, share: 0.02 },
  { longMs: 6 * HOUR, shortMs: 30 * MINUTE, share: 0.05 },
  { longMs: 72 * HOUR, shortMs: 6 * HOUR, share: 0.1 },
] as const;
export const LONGEST_WINDOW = 72 * HOUR;

/** How many times faster than the period allows the budget may burn in the long window of a pair. */
function burnRate({ share, longMs }: (typeof PAIRS)[number], periodDays: number): number {
  return (share * periodDays * 24 * HOUR) / longMs;
}

/** What is judged: buckets of five minutes, ascending, and the trigger's own window, which says whether it still burns. */
export interface BurnPast {
  buckets: readonly HealthBucket[];
  recent: Pick<RequestFigures, "requests" | "faults">;
}

/** How the pair of windows that is worst off stands. */
interface Burn {
  /** Of the longest window. */
  requests: number;
  /** Whether any pair had enough requests, of a past that is long enough, to be judged. */
  enough: boolean;
  value: number;
  /** The burn rate that this pair allows. */
  limit: number;
  /** How many times that is. */
  excess: number;
  /** Length of the pair's long window, milliseconds. */
  longMs: number;
}

/** `at` is the end of the windows. */
export function worstBurn(trigger: Budget, { buckets, recent }: BurnPast, at: number): Burn {
  const allowed = 1 - trigger.objective_percent / 100;
  const burnOf = (parts: readonly BurnPast["recent"][]) => {
    let [requests, failures] = [0, 0];
    for (const part of parts) {
      requests += part.requests;
      failures += trigger.faults.reduce((sum: number, fault: Fault) => sum + part.faults[fault], 0);
    }
    return { requests, burn: requests === 0 ? 0 : failures / requests / allowed };
  };
  const within = (windowMs: number) =>
    buckets.filter((bucket) => bucket.at + BUCKET > at - windowMs && bucket.at < at);
  // Of a Channel that is younger than half of a window, the rest of it is unknown.
  const young = (windowMs: number) => (buckets[0]?.at ?? at) > at - windowMs / 2;
  const [fast] = PAIRS;
  const worst: Burn = {
    requests: 0,
    enough: false,
    value: 0,
    limit: burnRate(fast, trigger.period_days),
    excess: 0,
    longMs: fast.longMs,
  };
  for (const pair of PAIRS) {
    const long = burnOf(within(pair.longMs));
    const short = burnOf(pair.shortMs === null ? [recent] : within(pair.shortMs));
    worst.requests = Math.max(worst.requests, long.requests);
    if (long.requests < trigger.minimum_requests || young(pair.longMs)) continue;
    worst.enough = true;
    const [value, limit] = [Math.min(long.burn, short.burn), burnRate(pair, trigger.period_days)];
    if (value / limit > worst.excess)
      Object.assign(worst, { value, limit, excess: value / limit, longMs: pair.longMs });
  }
  return worst;
}

/** The same as what the state machine judges. Values are burn rates. */
export function observeBurn(trigger: Budget, past: BurnPast, at: number, firing: boolean): Observation {
  return observationOf(worstBurn(trigger, past, at), firing);
}

function observationOf({ requests, enough, value, excess }: Burn, firing: boolean): Observation {
  if (requests === 0) return { kind: "no_data" };
  if (!enough) return { kind: "too_few", beyond: false };
  return excess > (firing ? STAYS_ABOVE : 1) + ROUNDING
    ? { kind: "breach", value }
    : { kind: "clear", value };
}

/** `The error budget of 30 days burns 7.2× as fast as it may over 6 hours, where 6× is the limit`. */
function burnInWords({ endpoint, period_days }: Budget, { value, limit, longMs }: Burn): string {
  const of = endpoint === null ? "" : ` of ${endpoint}`;
  // By a decimal each: 14.5 is above 14.4.
  const [burn, most] = [value, limit].map((times) => `${Number(times.toFixed(1))}×`);
  return `The error budget${of} of ${formatPlural(period_days, "day")} burns ${burn} as fast as it may over ${minutesInWords(longMs / MINUTE)}, where ${most} is the limit`;
}

/** An error budget that burns too fast, in the last hour, six hours or three days. */
export function budgetBurnSensor(
  { reader }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Budget },
): Sensor {
  const scope = systemScope([channel]);
  const where = [ofChannel(channel), ...lookedAt(trigger)];
  /** The one that fired, or a worse one since: what is told at the end is what happened, not that it is over. */
  let breach: Burn | null = null;
  return {
    gridMs: 5 * MINUTE,
    everyMs: 30_000,
    async observe(at, firing) {
      const from = Math.floor((at - LONGEST_WINDOW) / BUCKET) * BUCKET;
      const windowMs = trigger.window_minutes * MINUTE;
      const read = (begin: number, bucketMs: number) =>
        reader.health({ scope, where, from: begin, to: at }, { bucketMs, percentiles: false });
      const [{ buckets }, { total: recent }] = await Promise.all([
        read(from, BUCKET),
        read(at - windowMs, windowMs),
      ]);
      const worst = worstBurn(trigger, { buckets, recent }, at);
      const observation = observationOf(worst, firing);
      if (observation.kind === "breach" && (!firing || worst.excess > (breach?.excess ?? 0))) breach = worst;
      return observation;
    },
    headline: () => (breach === null ? null : burnInWords(trigger, breach)),
    threshold: () => breach?.limit ?? burnRate(PAIRS[0], trigger.period_days),
  };
}
