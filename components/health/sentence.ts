import { errorRate } from "#components/channels/triage.ts";
import type { Fault } from "#lib/events/document.ts";
import type { HealthView } from "#lib/events/views.ts";
import { formatDuration, spanInWords } from "#lib/format/duration.ts";
import { formatCount, formatPercent, formatPlural } from "#lib/format/number.ts";
import { periodInWords } from "#lib/format/range.ts";

const WHOSE: Record<Fault, string> = {
  partner: "the fault is on the API's side",
  rate_limit: "the API limits the rate of requests",
  user: "users' authorizations are refused",
  recipe: "the Recipes' own data is refused",
  network: "the network between platform and APIs fails",
  platform: "the fault is on the platform's side",
};

/** Below the state: how many people it touches and whose fault most of it is. */
export function impactSentence(view: HealthView): string {
  const { current, faults } = view;
  if (current.failures === 0) return "";
  const impact = `${formatPlural(current.users_affected, "user")} and ${formatPlural(current.recipes_affected, "Recipe")} affected in ${periodInWords(view.range)}`;
  const most = faults.toSorted((a, b) => b.count - a.count)[0];
  if (most === undefined || most.count * 2 < current.failures) return impact;
  return `${impact} · ${WHOSE[most.fault]} (${formatPercent(most.count / current.failures)} of failures)`;
}

/** What a healthy Channel did, in one sentence. */
export function healthySentence(view: HealthView): string {
  const { current } = view;
  const failing = errorRate(current);
  if (failing === null) return `No requests in ${periodInWords(view.range)}.`;
  const p95 = current.p95 === null ? "" : `, p95 ${formatDuration(current.p95)}`;
  return `${formatPercent(1 - failing)} of ${formatCount(current.requests)} requests succeeded in ${periodInWords(view.range)}${p95}.`;
}

/** What figures are compared with: `previous 3 hours`. */
export function previousInWords({ range }: HealthView): string {
  return range.label === null ? "the time before" : `previous ${spanInWords(range.to - range.from)}`;
}
