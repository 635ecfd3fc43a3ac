import type { Fault } from "#lib/events/document.ts";
import type { Condition } from "#lib/events/query/types.ts";
import { MANY_USERS, NETWORK_ERRORS, OTHER_CHANNELS } from "#lib/events/verdict.ts";
import type { HealthView } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";

export interface VerdictRule {
  fault: Fault;
  /** What the rule says. */
  rule: string;
  /** What it came to in this range. */
  outcome: string;
}

export interface Judged {
  current: Pick<HealthView["current"], "faults">;
  verdictChanges: HealthView["verdictChanges"];
}

/** How each verdict is reached, in the order in which the rules are asked, with their numbers for the range. */
export function verdictRules({ current: { faults }, verdictChanges }: Judged): VerdictRule[] {
  const { refusedEverybody, networkBroken } = verdictChanges;
  const alone = faults.partner - refusedEverybody;
  return [
    {
      fault: "platform",
      rule: "The platform's worker says that it failed itself, before or after the API answered.",
      outcome: formatPlural(faults.platform, "failure"),
    },
    {
      fault: "rate_limit",
      rule: "The API answered 429.",
      outcome: formatPlural(faults.rate_limit, "failure"),
    },
    {
      fault: "user",
      rule: `The API answered 401 or 403. In a minute in which it refused at least ${MANY_USERS} users and half of all requests, its own sign-in is broken, and they count for the partner.`,
      outcome:
        refusedEverybody === 0
          ? `${formatPlural(faults.user, "failure")}; no minute met everybody`
          : `${formatPlural(faults.user + refusedEverybody, "refusal")}, ${formatCount(refusedEverybody)} of them in minutes that met everybody`,
    },
    {
      fault: "recipe",
      rule: "The API answered any other 4xx: it refused what the Recipe sent.",
      outcome: formatPlural(faults.recipe, "failure"),
    },
    {
      fault: "network",
      rule: `No answer (${NETWORK_ERRORS.join(", ")}) while, in the same minute, the same worker failed so on half of at least ${OTHER_CHANNELS} other Channels.`,
      outcome: formatPlural(networkBroken, "failure"),
    },
    {
      fault: "partner",
      rule: "Everything else: 5xx, answers that cannot be used, no answer while others were reached.",
      outcome:
        refusedEverybody === 0
          ? formatPlural(alone, "failure")
          : `${formatPlural(alone, "failure")}, and ${formatCount(refusedEverybody)} refusals of everybody`,
    },
  ];
}

/** The search for a verdict's requests. Logs judges each alone: the network's failures are there the partner's. */
export function faultConditions(fault: Fault): Condition[] {
  const verdict = (value: Fault): Condition => ({
    type: "keyword",
    field: "fault",
    values: [value],
    not: false,
  });
  if (fault !== "network") return [verdict(fault)];
  return [
    verdict("partner"),
    { type: "keyword", field: "error_type", values: [...NETWORK_ERRORS], not: false },
  ];
}
