import { formatPlural } from "../../format/number.ts";
import { thresholdOf } from "../engine/threshold.ts";
import { formatAlertValue } from "../format-value.ts";
import { type Trigger, UNITS } from "../trigger.ts";
import type { Backtest } from "../views.ts";
import type { Firing } from "./replay.ts";

/** Steps that people set thresholds in. */
const PERCENTS = [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90];
const MILLISECONDS = [
  100, 200, 300, 500, 800, 1_000, 1_500, 2_000, 3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 30_000,
];

export interface Span {
  from: number;
  to: number;
}

/**
 * The lowest threshold above the present one with which it would have fired for known incidents only, and for as many
 * of them; null where every firing meets one already, or no threshold parts them.
 */
export function suggestThreshold(
  trigger: Trigger,
  incidents: readonly Span[],
  firingsWith: (threshold: number) => readonly Firing[],
): Backtest["suggestion"] {
  const present = thresholdOf(trigger);
  if (present === null) return null;
  const now = met(firingsWith(present), incidents);
  if (now.blips === 0 || now.incidents === 0) return null;
  const steps = UNITS[trigger.type] === "percent" ? PERCENTS : MILLISECONDS;
  for (const threshold of steps.filter((candidate) => candidate > present)) {
    const then = met(firingsWith(threshold), incidents);
    if (then.incidents < now.incidents) return null;
    if (then.blips > 0) continue;
    const words = `With ${formatAlertValue(threshold, UNITS[trigger.type])} it would have fired ${formatPlural(then.firings, "time")}, during known incidents only.`;
    return { threshold, firings: then.firings, words };
  }
  return null;
}

export function overlaps(firing: Firing, { from, to }: Span): boolean {
  return firing.startedAt < to && (firing.recoveredAt ?? Number.POSITIVE_INFINITY) > from;
}

function met(firings: readonly Firing[], incidents: readonly Span[]) {
  return {
    firings: firings.length,
    blips: firings.filter((firing) => !incidents.some((span) => overlaps(firing, span))).length,
    incidents: incidents.filter((span) => firings.some((firing) => overlaps(firing, span))).length,
  };
}
