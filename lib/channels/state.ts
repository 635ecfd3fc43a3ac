import { mixedP95 } from "../events/mixed-percentile.ts";
import type { HealthBucket } from "../events/query/types.ts";
import { refusesEverybody } from "../events/verdict.ts";
import {
  DEGRADED_FROM,
  DOWN_BELOW,
  ENOUGH_REQUESTS,
  FEWEST_REQUESTS,
  HOLD_MINUTES,
  LONGEST_WINDOW_MINUTES,
  SILENT_MINUTES,
  SLOW_ABOVE_MS,
  SLOW_FACTOR,
  USUAL_FROM,
  WINDOW_MINUTES,
} from "./state-limits.ts";
import type { ChannelStateName } from "./views.ts";

export const MINUTE = 60_000;

/** How far back `stateOf` looks for a change of state, and what it needs to see for that. */
const STEPS = 30;
/** The span in which `stateOf` notices when a state began. */
export const COURSE = STEPS * MINUTE;
export const LOOK_BACK = (STEPS + 60) * MINUTE;

const MUST_HOLD = HOLD_MINUTES * MINUTE;

/** One minute of a Channel. `network`: failures of it that the network between platform and partner caused. */
export type MinuteFigures = HealthBucket & { network?: number };

/** What is usual at this hour, from the last 7 days: p95 in milliseconds, requests per hour. */
export interface Baseline {
  p95: number | null;
  requestsPerHour: number;
}

/** Of a Channel without a past. */
export const NOTHING_USUAL: Baseline = { p95: null, requestsPerHour: 0 };

/** What a state rests on; the sentence is made of it. */
export type Cause =
  | { type: "failures"; share: number }
  | { type: "slow"; p95: number; usual: number }
  | { type: "silent"; usual: number };

export interface Judged {
  state: ChannelStateName;
  cause: Cause | null;
  /** False when there were too few requests to say anything. */
  judged: boolean;
  /** The window it was judged by, [from, to) in milliseconds. */
  from: number;
  to: number;
}

const RANK: Record<ChannelStateName, number> = { down: 3, degraded: 2, no_data: 1, healthy: 0 };

/** Failures that the partner has to mend, in their minute's context. */
function partnerFaults(minute: MinuteFigures): number {
  const { faults, requests, users_affected } = minute;
  const everybody = refusesEverybody({
    requests,
    userFailures: faults.user,
    usersFailing: users_affected,
  });
  return Math.max(0, faults.partner - (minute.network ?? 0)) + (everybody ? faults.user : 0);
}

/** The last 5 minutes, or as many more (up to an hour) as it takes to see 20 requests. */
function windowAt(minutes: ReadonlyMap<number, MinuteFigures>, minute: number): MinuteFigures[] {
  const window: MinuteFigures[] = [];
  let requests = 0;
  for (let back = 0; back < LONGEST_WINDOW_MINUTES; back++) {
    if (back >= WINDOW_MINUTES && requests >= ENOUGH_REQUESTS) break;
    const figures = minutes.get(minute - back * MINUTE);
    if (figures === undefined) continue;
    window.push(figures);
    requests += figures.requests;
  }
  return window;
}

function isSilent(minutes: ReadonlyMap<number, MinuteFigures>, minute: number): boolean {
  for (let back = 0; back < SILENT_MINUTES; back++) {
    if ((minutes.get(minute - back * MINUTE)?.requests ?? 0) > 0) return false;
  }
  return true;
}

/** The state that the window ending with this minute shows, whatever was before. */
export function judgeMinute(
  minutes: ReadonlyMap<number, MinuteFigures>,
  minute: number,
  baseline: Baseline,
): Judged {
  const usual = baseline.requestsPerHour / 2;
  if (usual >= USUAL_FROM && isSilent(minutes, minute)) {
    const from = minute - (SILENT_MINUTES - 1) * MINUTE;
    return { state: "no_data", cause: { type: "silent", usual }, judged: true, from, to: minute + MINUTE };
  }
  const window = windowAt(minutes, minute);
  const from = window.at(-1)?.at ?? minute;
  const to = minute + MINUTE;
  const sum = (count: (figures: MinuteFigures) => number) =>
    window.reduce((total, figures) => total + count(figures), 0);
  const requests = sum((figures) => figures.requests);
  if (requests < FEWEST_REQUESTS) return { state: "healthy", cause: null, judged: false, from, to };

  const failures = sum((figures) => figures.failures);
  if ((requests - failures) / requests < DOWN_BELOW) {
    return { state: "down", cause: { type: "failures", share: failures / requests }, judged: true, from, to };
  }
  const faulty = sum(partnerFaults) / requests;
  if (faulty >= DEGRADED_FROM) {
    return { state: "degraded", cause: { type: "failures", share: faulty }, judged: true, from, to };
  }
  const p95 = mixedP95(window);
  if (baseline.p95 !== null && p95 !== null && p95 > SLOW_ABOVE_MS && p95 >= SLOW_FACTOR * baseline.p95) {
    return { state: "degraded", cause: { type: "slow", p95, usual: baseline.p95 }, judged: true, from, to };
  }
  return { state: "healthy", cause: null, judged: true, from, to };
}

export interface Course extends Judged {
  /** Start of the minute in which the state became what it is; null when it was so all through what was seen. */
  since: number | null;
}

/** A better state on trial, and the worst that was seen of it. */
interface Recovery {
  since: number;
  worst: Judged;
}

function recovering(before: Recovery | null, seen: Judged, at: number): Recovery {
  if (before === null) return { since: at, worst: seen };
  return { since: before.since, worst: RANK[before.worst.state] > RANK[seen.state] ? before.worst : seen };
}

/** Where the course begins: one good minute among bad ones had not held, so it is not where a state began. */
function worstFrom(minutes: ReadonlyMap<number, MinuteFigures>, first: number, baseline: Baseline): Judged {
  let worst = judgeMinute(minutes, first, baseline);
  for (let minute = first + MINUTE; minute <= first + MUST_HOLD; minute += MINUTE) {
    const seen = judgeMinute(minutes, minute, baseline);
    if (RANK[seen.state] > RANK[worst.state]) worst = seen;
  }
  return worst;
}

/**
 * The state now, from nothing but figures per minute: a worse state counts at once, a better one once it has held for
 * 2 minutes. The minute that is not over yet counts as far as it is known.
 */
export function stateOf(
  minutes: ReadonlyMap<number, MinuteFigures>,
  now: number,
  baseline: Baseline,
): Course {
  const last = Math.floor(now / MINUTE) * MINUTE;
  const first = last - STEPS * MINUTE;
  let present: Course = { ...worstFrom(minutes, first, baseline), since: null };
  let better: Recovery | null = null;
  for (let minute = first + MINUTE; minute <= last; minute += MINUTE) {
    const seen = judgeMinute(minutes, minute, baseline);
    const judgedAt = Math.min(minute + MINUTE, now);
    if (RANK[seen.state] > RANK[present.state]) {
      present = { ...seen, since: minute };
      better = null;
    } else if (seen.state === present.state) {
      present = { ...seen, since: present.since };
      better = null;
    } else {
      better = recovering(better, seen, judgedAt);
      if (judgedAt - better.since >= MUST_HOLD) {
        present = { ...better.worst, since: better.since - MINUTE };
        better = null;
      }
    }
  }
  return present;
}
