import { systemScope } from "../../../channels/access.ts";
import type { ErrorSignature } from "../../../events/query/types.ts";
import { signatureKey } from "../../../rollups/slot.ts";
import type { Trigger } from "../../trigger.ts";
import { counted, ofChannel } from "../conditions.ts";
import { type Course, windowMsOf } from "../course.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAST = 30 * DAY;
/** So long after it was first seen, an error is a known one. */
const NEW_FOR = 60 * MINUTE;
const KNOWN_FOR = 10 * MINUTE;
const SIGNATURES = 100;
const MOST_KNOWN = 5_000;

/** What happened, in words. */
export function newErrorTitle({
  endpoint,
  pattern,
  label,
}: Pick<ErrorSignature, "endpoint" | "pattern" | "label">): string {
  return `A new error on ${endpoint ?? "an unnamed endpoint"}: ${pattern ?? label}`;
}

/** Up to when an error has to have been seen to be a known one at `at`. */
const knownTo = (at: number) => Math.floor((at - NEW_FOR) / KNOWN_FOR) * KNOWN_FOR;

const most = (signatures: readonly ErrorSignature[]) => Math.max(0, ...signatures.map(({ count }) => count));

/** Error signatures that the 30 days before did not show. */
export function newErrorSensor(
  { index, reader }: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Extract<Trigger, { type: "new_error" }> },
  course: Course,
): Sensor {
  const windowMs = windowMsOf(trigger);
  const scope = systemScope([channel]);
  const where = [ofChannel(channel), ...counted(trigger)];
  let newest: ErrorSignature | null = null;
  let past: { to: number; firstSeen: Map<string, number> } | null = null;
  /** What was new when the breach began happens still, and is a known error by now. */
  let goesOn = false;

  /** When each of the errors that are known at `at` was first seen. */
  async function knownAt(at: number): Promise<Map<string, number>> {
    const to = knownTo(at);
    if (past?.to === to) return past.firstSeen;
    const found = await reader.signatures({ scope, where, from: to - PAST, to }, { limit: MOST_KNOWN });
    past = { to, firstSeen: new Map(found.map((one) => [signatureKey(one), one.first_seen])) };
    return past.firstSeen;
  }

  return {
    gridMs: MINUTE,
    everyMs: 0,
    headline: () => newest && newErrorTitle(newest),
    endedBecause: () => (goesOn ? "The error goes on, and is known by now" : null),
    async observe(at, _firing, since) {
      goesOn = false;
      const window = course.sum(at - windowMs, at);
      if (window.requests === 0) return { kind: "no_data" };
      if (window.counted === 0) return { kind: "clear", value: 0 };
      const query = { scope, where, from: at - windowMs, to: at };
      const present = await index.signatures(query, { limit: SIGNATURES });
      if (present.length === 0) return { kind: "clear", value: 0 };
      const known = await knownAt(at);
      const fresh = present.filter((one) => !known.has(signatureKey(one)));
      [newest = newest] = fresh;
      const count = most(fresh);
      if (count >= trigger.minimum_requests) return { kind: "breach", value: count };
      const sinceThen = present.filter(
        (one) => since !== null && (known.get(signatureKey(one)) ?? at) >= knownTo(since),
      );
      goesOn = most(sinceThen) >= trigger.minimum_requests;
      return { kind: "clear", value: count };
    },
  };
}
