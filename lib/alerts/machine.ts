import type { AlertStateName } from "./views.ts";

/**
 * What one window of a Recipe showed. `too_few`: not enough requests to raise an alert by; `beyond` says whether those
 * there are, are beyond the threshold.
 */
export type Observation =
  | { kind: "breach"; value: number }
  | { kind: "clear"; value: number | null }
  | { kind: "too_few"; beyond: boolean }
  | { kind: "no_data" };

/** An evaluator's memory of one Recipe. Times are milliseconds since 1970, by the events' own clock. */
export interface Machine {
  state: Exclude<AlertStateName, "error">;
  /** Since when it is in this state. */
  since: number;
  /** Since when the breach lasts that is pending, firing or recovering; else null. */
  breachSince: number | null;
  /** The value farthest beyond the threshold while it lasts. */
  worst: number | null;
  /** Since when there is no data, while it fires or recovers; else null. */
  unseenSince: number | null;
}

export interface MachineRules {
  forMs: number;
  recoverMs: number;
  /** What fires is lost after so long without data; absent: never. */
  lostMs?: number;
  /** Which of two values is the worse one. */
  worse: (a: number, b: number) => number;
}

export type MachineEvent =
  | { kind: "fired"; at: number; breachSince: number; value: number }
  | { kind: "recovered"; at: number; breachSince: number; worst: number }
  /** Nobody can say any more whether it is over. */
  | { kind: "lost"; at: number; breachSince: number; worst: number };

export const initialMachine = (at: number): Machine => ({
  state: "ok",
  since: at,
  breachSince: null,
  worst: null,
  unseenSince: null,
});

/**
 * One step: what a Recipe's state becomes at the end `at` of a window. A breach fires once it lasted `forMs`; a fired
 * one recovers once it is over for `recoverMs`, so a value around the threshold makes one incident. Without data
 * neither begins nor ends anything, until what fires is lost. Too few requests raise nothing, but end what fires once they
 * are well.
 */
export function step(
  machine: Machine,
  at: number,
  seen: Observation,
  rules: MachineRules,
): { machine: Machine; event: MachineEvent | null } {
  if (seen.kind === "breach") return breach(machine, at, seen.value, rules);
  const fires = machine.state === "firing" || machine.state === "recovering";
  if (seen.kind === "clear" || (seen.kind === "too_few" && !seen.beyond && fires)) {
    return clear(machine, at, rules);
  }
  if (!fires) return { machine: unknown(machine, at, seen.kind), event: null };
  return seen.kind === "no_data"
    ? unseen(machine, at, rules)
    : { machine: { ...machine, unseenSince: null }, event: null };
}

function unseen(
  machine: Machine,
  at: number,
  { lostMs = Number.POSITIVE_INFINITY }: MachineRules,
): { machine: Machine; event: MachineEvent | null } {
  const { since, breachSince, worst, unseenSince } = machine;
  const from = unseenSince ?? at;
  if (at - from < lostMs) return { machine: { ...machine, unseenSince: from }, event: null };
  const event: MachineEvent = { kind: "lost", at, breachSince: breachSince ?? since, worst: worst ?? 0 };
  return { machine: { ...initialMachine(at), state: "no_data" }, event };
}

function breach(
  { state, since, breachSince, worst }: Machine,
  at: number,
  value: number,
  { forMs, worse }: MachineRules,
): { machine: Machine; event: MachineEvent | null } {
  const start = breachSince ?? at;
  const worstYet = worst === null ? value : worse(worst, value);
  if (state === "firing" || state === "recovering") {
    const next: Machine = {
      state: "firing",
      since: state === "firing" ? since : at,
      breachSince: start,
      worst: worstYet,
      unseenSince: null,
    };
    return { machine: next, event: null };
  }
  if (at - start >= forMs) {
    const next: Machine = {
      state: "firing",
      since: at,
      breachSince: start,
      worst: worstYet,
      unseenSince: null,
    };
    return { machine: next, event: { kind: "fired", at, breachSince: start, value } };
  }
  const pending: Machine = {
    state: "pending",
    since: state === "pending" ? since : at,
    breachSince: start,
    worst: worstYet,
    unseenSince: null,
  };
  return { machine: pending, event: null };
}

function clear(
  machine: Machine,
  at: number,
  { recoverMs }: MachineRules,
): { machine: Machine; event: MachineEvent | null } {
  const { state, since, breachSince, worst } = machine;
  if (state === "ok") return { machine, event: null };
  if (state === "pending" || state === "no_data") return { machine: initialMachine(at), event: null };
  const over = state === "recovering" ? since : at;
  if (at - over < recoverMs)
    return { machine: { ...machine, state: "recovering", since: over, unseenSince: null }, event: null };
  const event: MachineEvent = { kind: "recovered", at, breachSince: breachSince ?? over, worst: worst ?? 0 };
  return { machine: initialMachine(at), event };
}

function unknown(machine: Machine, at: number, kind: "too_few" | "no_data"): Machine {
  if (kind === "too_few") return machine.state === "ok" ? machine : initialMachine(at);
  return machine.state === "no_data" ? machine : { ...initialMachine(at), state: "no_data" };
}
