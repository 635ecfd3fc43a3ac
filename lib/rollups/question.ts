import { FAULTS, type Fault } from "../events/document.ts";
import type { Condition, EventQuery } from "../events/query/types.ts";
import type { GroupKey } from "./slot.ts";

/** A query in terms of what slots know. */
export interface Question {
  channels: string[];
  matches(group: GroupKey): boolean;
  /** Verdicts asked for; null: successes too. */
  faults: Fault[] | null;
  /** Whether distinct counts can follow the conditions: they know verdicts, not endpoints or statuses. */
  peopleFollow: boolean;
}

const GROUP_FIELDS = {
  kind: (group: GroupKey) => group.kind,
  endpoint: (group: GroupKey) => group.endpoint,
  outcome: (group: GroupKey) => group.outcome,
  fault: (group: GroupKey) => group.fault,
} as const;
type GroupField = keyof typeof GROUP_FIELDS;
const isGroupField = (field: string): field is GroupField => Object.hasOwn(GROUP_FIELDS, field);

/** One condition as a test of groups; null where slots cannot tell. */
function testOf(condition: Condition): ((group: GroupKey) => boolean) | null {
  if (condition.type === "failed") return (group) => (group.fault !== null) === condition.value;
  if (condition.type === "number") {
    if (condition.field !== "status_code") return null;
    const { ranges, not } = condition;
    return ({ status }) => {
      const within = ranges.some(
        ({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) =>
          status !== null && status >= min && status < max,
      );
      return within !== not;
    };
  }
  if (condition.type !== "keyword" || !isGroupField(condition.field)) return null;
  const read = GROUP_FIELDS[condition.field];
  const { values, not } = condition;
  return (group) => {
    const value = read(group);
    return (value !== null && values.includes(value)) !== not;
  };
}

function channelsOf({ scope, where }: EventQuery): string[] | null {
  let channels = scope.channels === "all" ? null : [...scope.channels];
  for (const condition of where) {
    if (condition.type !== "keyword" || condition.field !== "channel" || condition.not) continue;
    const { values } = condition;
    channels = channels === null ? [...values] : channels.filter((channel) => values.includes(channel));
  }
  return channels;
}

/** The query as a question to rollups; null where they cannot answer it. */
export function questionOf(query: EventQuery): Question | null {
  const channels = channelsOf(query);
  const others = query.where.filter(
    (condition) => condition.type !== "keyword" || condition.field !== "channel" || condition.not,
  );
  const tests = others.map(testOf);
  if (channels === null || tests.includes(null)) return null;
  const verdicts = others.filter(aboutVerdicts);
  const matches = (group: GroupKey) => tests.every((test) => test?.(group) ?? false);
  return {
    channels,
    matches,
    faults:
      verdicts.length === 0 ? null : FAULTS.filter((fault) => verdicts.every((it) => allows(it, fault))),
    peopleFollow: verdicts.length === others.length,
  };
}

type Verdict = Extract<Condition, { type: "failed" | "keyword" }>;

function aboutVerdicts(condition: Condition): condition is Verdict {
  if (condition.type === "failed") return condition.value;
  return condition.type === "keyword" && condition.field === "fault" && !condition.not;
}

function allows(condition: Verdict, fault: Fault): boolean {
  return condition.type === "failed" || condition.values.includes(fault);
}
