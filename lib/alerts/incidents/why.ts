import type { Fault } from "../../events/document.ts";
import type { FaultCounts } from "../../events/query/types.ts";
import { OTHER_CHANNELS } from "../../events/verdict.ts";
import type { VerdictChanges } from "../../events/views.ts";
import { formatCount, formatPercentShort } from "../../format/number.ts";

/** What is known about the failures of an incident. */
export interface Evidence {
  faults: FaultCounts;
  changes: VerdictChanges;
  /** How the worker that failed most fared on other Channels meanwhile; null: unknown. */
  others: { channels: number; failing: number } | null;
  /** The most frequent error and its share of the failures; null: none. */
  top: { label: string; share: number } | null;
}

/** Why the verdict over an incident is what it is, from what was seen in its minutes. */
export function whyInWords(fault: Fault, evidence: Evidence): string {
  return reasonsFor(fault, evidence)
    .map((reason) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`)
    .join(" ");
}

function reasonsFor(fault: Fault, evidence: Evidence): string[] {
  const { faults, changes } = evidence;
  switch (fault) {
    case "partner":
      return partnerReasons(evidence);
    case "network":
      return [
        "in these minutes the same workers failed on the way to at least half of the other Channels they called",
        `${formatCount(changes.networkBroken)} failures count for the network`,
      ];
    case "rate_limit":
      return ["the API answered 429: it was called more often than it allows", ...answers(evidence)];
    case "user":
      return [
        "the API refused tokens of single users (401 or 403) while it accepted those of others",
        `${formatCount(faults.user)} requests were refused so`,
      ];
    case "recipe":
      return ["the API refused what Recipes sent, with a status from 400 to 499", ...answers(evidence)];
    case "platform":
      return ["the platform's workers say that they failed themselves, before or after the API answered"];
  }
}

function partnerReasons(evidence: Evidence): string[] {
  const { faults, changes, others } = evidence;
  const reasons: string[] = [];
  if (others !== null && others.channels >= OTHER_CHANNELS) {
    const reached = formatCount(others.channels - others.failing);
    reasons.push(
      `the same worker reached ${reached} of ${formatCount(others.channels)} other Channels meanwhile`,
    );
  }
  if (changes.refusedEverybody > 0) reasons.push("the API refused everybody, so its own sign-in is broken");
  else if (faults.user === 0) reasons.push("tokens were valid");
  reasons.push(...answers(evidence));
  if (reasons.length === 0) reasons.push("the API failed to answer properly");
  return reasons;
}

function answers({ top }: Evidence): string[] {
  if (top === null) return [];
  const what = /^\d+$/.test(top.label) ? `HTTP ${top.label}` : `“${top.label}”`;
  if (top.share >= 0.995) return [`all failures were ${what}`];
  return [`${formatPercentShort(top.share)} of the failures were ${what}`];
}
