import { formatAlertValue, formatPercentage } from "#lib/alerts/format-value.ts";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent, formatPercentShort, formatPlural } from "#lib/format/number.ts";

export type IncidentStateName = "open" | "acknowledged" | "recovered" | "ended";

export function stateOf({
  recovered_at,
  ended_because,
  acknowledged,
}: Pick<IncidentSummary, "recovered_at" | "ended_because" | "acknowledged">): IncidentStateName {
  if (recovered_at !== null) return ended_because === null ? "recovered" : "ended";
  return acknowledged === null ? "open" : "acknowledged";
}

/** How long it lasted so far: `38 min`. */
export function lastedInWords({ started_at, recovered_at }: IncidentSummary, now: number): string {
  return formatDuration(Math.max(1_000, Math.round(((recovered_at ?? now) - started_at) / 1_000) * 1_000));
}

/** What nobody saw recover only ended: `Ended after 38 min: Its Recipe was changed`. */
export function endInWords(incident: IncidentSummary, at: number): string {
  const after = `after ${lastedInWords(incident, at)}`;
  return incident.ended_because === null ? `Recovered ${after}` : `Ended ${after}: ${incident.ended_because}`;
}

const MEASURES = { requests: "number of requests", error_rate: "error rate", latency: "median duration" };

/** What began, as the first line of the timeline. */
export function breachInWords({ trigger, threshold, unit }: IncidentSummary): string {
  switch (trigger.type) {
    case "error_rate_above":
      return `Error rate crossed ${formatPercentage(trigger.percent)}`;
    case "latency_above":
      return `p${trigger.percentile} crossed ${formatAlertValue(threshold ?? trigger.milliseconds, unit)}`;
    case "down":
      return "No request succeeded any more";
    case "no_traffic":
      return "Requests stopped";
    case "new_error":
      return "A new error appeared";
    case "budget_burn":
      return "The error budget began to burn too fast";
    case "unusual":
      return `The ${MEASURES[trigger.measure]} left its usual pattern`;
  }
}

/** `12.4 % against 5 %`. */
export function worstInWords({ worst, threshold, unit }: IncidentSummary): string {
  const value = formatAlertValue(worst, unit);
  return threshold === null ? value : `${value} against ${formatAlertValue(threshold, unit)}`;
}

export interface ImpactRow {
  label: string;
  value: string;
  note: string | null;
}

/** The incident in figures; rows about which nothing is known are left out. */
export function impactRows({ figures, trigger }: Pick<IncidentRoom, "figures" | "trigger">): ImpactRow[] {
  const { impact, known } = figures;
  const slow = trigger.type === "latency_above";
  const rows: (ImpactRow | null)[] = [
    {
      label: "Users",
      value: formatCount(impact.users_affected),
      note: known ? `of ${formatCount(impact.users_active)} active` : null,
    },
    {
      label: "Recipes",
      value: formatCount(impact.recipes_affected),
      note:
        impact.recipes_turned_off === null
          ? null
          : `${formatCount(impact.recipes_turned_off)} turned off by users`,
    },
    {
      label: slow ? "Slow requests" : "Requests failed",
      value: formatCount(impact.failures),
      note: impact.requests === 0 ? null : `${formatPercent(impact.failures / impact.requests)} of all`,
    },
    impact.retried === null
      ? null
      : {
          label: "Later succeeded by retry",
          value: formatCount(impact.retried.runs),
          note: `${formatPercentShort(impact.retried.share)} of ${impact.retried.runs === 1 ? "runs" : "the runs"}`,
        },
    impact.budget_used === null || slow
      ? null
      : {
          label: "Error budget used",
          value: budgetInWords(impact.budget_used),
          note: "of 30 days at 99.9\u202f%",
        },
  ];
  return rows.filter((row) => row !== null);
}

/** `31 %`, `240 %`. */
export function budgetInWords(share: number): string {
  return share >= 1 ? `${formatCount(share * 100)}\u202f%` : formatPercentShort(share);
}

/** `See the 10,518 requests`. */
export function requestsInWords(count: number): string {
  return count === 1 ? "See the request" : `See the ${formatPlural(count, "request")}`;
}
