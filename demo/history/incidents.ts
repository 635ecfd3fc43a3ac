import { type FaultKind, FIRST_FAULTS, faultSettings, type InjectedFault } from "../faults.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A fault that lasted from one instant to another. */
interface PastFault extends InjectedFault {
  from: number;
  to: number;
}

/** A time in which one worker could resolve no names. */
interface NetworkBlip {
  worker: string;
  from: number;
  to: number;
  share: number;
}

export interface Incidents {
  faults: readonly PastFault[];
  blips: readonly NetworkBlip[];
}

/** How long before the first start the fault began that is still at work then. */
const PRESENT_FAULT_AGE = 48 * MINUTE;

type Settings = Parameters<typeof faultSettings.parse>[0];

/** What went wrong in the week before `anchor`: days count back from the anchor's UTC day. */
export function weekOfIncidents(anchor: number): Incidents {
  const today = Math.floor(anchor / DAY) * DAY;
  const past = (
    channel: string,
    kind: FaultKind,
    [daysAgo, hour, minute, minutes]: [number, number, number, number],
    settings: Settings,
  ): PastFault => {
    const from = today - daysAgo * DAY + hour * 60 * MINUTE + minute * MINUTE;
    return { channel, kind, settings: faultSettings.parse(settings), from, to: from + minutes * MINUTE };
  };
  const blipFrom = today - 3 * DAY + 17 * 60 * MINUTE + 41 * MINUTE;
  return {
    faults: [
      // Parcelwise goes down, first half of it, then all.
      past("parcelwise", "outage", [2, 15, 22, 12], { mode: "reset", share: 0.5 }),
      past("parcelwise", "outage", [2, 15, 34, 29], { mode: "refused" }),
      past("parcelwise", "slowness", [2, 16, 3, 15], { factor: 4 }),
      past("brightbulb", "errors", [4, 18, 5, 47], {
        endpoint: "send_message",
        share: 0.55,
        status: 503,
        factor: 6,
      }),
      past("feedmill", "rate_limit", [3, 6, 0, 95], { share: 0.4, retry_after: 30 }),
      past("snapbox", "slowness", [1, 2, 0, 210], { factor: 6 }),
      past("inboxer", "expired_tokens", [5, 20, 10, 50], { share: 0.6 }),
      past("tracklog", "wrong_answers", [6, 11, 30, 35], { endpoint: "workout_finished", share: 0.8 }),
      ...FIRST_FAULTS.map((fault) => ({ ...fault, from: anchor - PRESENT_FAULT_AGE, to: anchor })),
    ],
    blips: [{ worker: "worker-05", from: blipFrom, to: blipFrom + 8 * MINUTE, share: 0.9 }],
  };
}

/** What was wrong while the demo did not run: what staff had put to work, and nobody cleared. */
export function presentIncidents(
  faults: readonly (InjectedFault & { since: Date })[],
  until: number,
): Incidents {
  return { faults: faults.map((fault) => ({ ...fault, from: fault.since.getTime(), to: until })), blips: [] };
}

/** Since when the faults of the first start have been at work, as the history tells it. */
export function presentFaultSince(anchor: number): Date {
  return new Date(anchor - PRESENT_FAULT_AGE);
}
