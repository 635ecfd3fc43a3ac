import { formatCount } from "../../format/number.ts";
import { formatAlertValue, formatPercentage } from "../format-value.ts";
import { type Trigger, type TriggerInput, triggerInput } from "../trigger.ts";

/** What a Channel's own past says: equal stretches of time in order, those without requests left out. */
export interface Past {
  /** By five minutes: requests, and failures whose verdict counts. */
  fiveMinutes: readonly { at: number; requests: number; failures: number }[];
  /** By hours: the 95th percentile of durations, ms. */
  hours: readonly { requests: number; p95: number | null }[];
  /** The whole past, ms since 1970; a Channel may be younger. */
  from: number;
  to: number;
}

/** A trigger to begin with, and why this one. */
export interface StartingPoint {
  /** What a Recipe of it would be called. */
  name: string;
  trigger: Trigger;
  reason: string;
}

const FIVE_MINUTES = 5 * 60_000;
const HALF_HOUR = 30 * 60_000;
/** Of fewer requests a rate says nothing. */
const ENOUGH_REQUESTS = 20;
/** An hour's worth of five minutes; of less, the usual values are better. */
const ENOUGH_STRETCHES = 12;
const LEAST_PERCENT = 5;
const ABOVE_USUAL = 3;
const USUAL_REQUESTS = 10;
/** Share of half hours that have traffic, from which on its absence is news. */
const REGULAR = 0.95;
const A_DAY_OF_HALF_HOURS = 48;

const point = (name: string, trigger: TriggerInput, reason: string): StartingPoint => ({
  name,
  trigger: triggerInput.parse(trigger),
  reason,
});

/** Where to begin, from the Channel's own past: what would have been quiet in its usual days. */
export function startingPoints(past: Past): StartingPoint[] {
  return [
    errorRate(past),
    point("API down", { type: "down" }, "Whatever is usual: no success while it is called is an outage."),
    ...latency(past),
    ...noTraffic(past),
  ];
}

function errorRate({ fiveMinutes }: Past): StartingPoint {
  const name = "API errors";
  const rates = fiveMinutes
    .filter(({ requests }) => requests >= ENOUGH_REQUESTS)
    .map(({ requests, failures }) => (100 * failures) / requests);
  const usual = quantile(rates, 0.95);
  if (usual === null || rates.length < ENOUGH_STRETCHES) {
    const reason = `There is little past to learn from yet: ${formatPercentage(LEAST_PERCENT)} is a good beginning.`;
    return point(name, { type: "error_rate_above", percent: LEAST_PERCENT }, reason);
  }
  const percent = Math.min(Math.max(LEAST_PERCENT, stepUp(ABOVE_USUAL * usual)), 90);
  const usually = `In 95 % of five minutes of the last week at most ${formatAlertValue(usual, "percent")} failed`;
  const reason = percent === LEAST_PERCENT ? `${usually}.` : `${usually}; this is about three times as much.`;
  return point(name, { type: "error_rate_above", percent }, reason);
}

function latency({ hours }: Past): StartingPoint[] {
  const usual = quantile(
    hours.flatMap(({ requests, p95 }) => (p95 === null || requests < ENOUGH_REQUESTS ? [] : [p95])),
    0.5,
  );
  if (usual === null) return [];
  const milliseconds = Math.min(Math.max(stepUp(2 * usual), 100), 600_000);
  const reason = `Its p95 is ${formatAlertValue(usual, "milliseconds")} in a usual hour; this is at least twice as much.`;
  return [point("API slow", { type: "latency_above", milliseconds }, reason)];
}

/** Only where silence is not usual: a Channel of a few requests a night would cry wolf. */
function noTraffic({ fiveMinutes, from, to }: Past): StartingPoint[] {
  const first = fiveMinutes[0]?.at ?? to;
  const begin = Math.ceil(Math.max(from, first) / HALF_HOUR) * HALF_HOUR;
  const all = Math.floor((to - begin) / HALF_HOUR);
  if (all < A_DAY_OF_HALF_HOURS) return [];
  const counts = new Map<number, number>();
  for (const { at, requests } of fiveMinutes) {
    const slot = Math.floor((at - begin) / HALF_HOUR);
    if (slot >= 0 && slot < all) counts.set(slot, (counts.get(slot) ?? 0) + requests);
  }
  const busy = [...counts.values()].filter((requests) => requests >= USUAL_REQUESTS).length;
  if (busy < REGULAR * all) return [];
  const reason = `${formatCount(busy)} of the last ${formatCount(all)} half hours had at least ${USUAL_REQUESTS} requests.`;
  return [point("No traffic", { type: "no_traffic" }, reason)];
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function stepUp(value: number): number {
  if (value <= 0) return 0;
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * size >= value * 0.999) ?? 10;
  return Number((step * size).toPrecision(3));
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? null;
}

/** Buckets of five minutes are how figures of a Channel's past are asked for. */
export const PAST_STEP_MS = FIVE_MINUTES;
