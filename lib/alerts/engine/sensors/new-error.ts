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
  let past: { to: number; keys: Set<string> } | null = null;

  async function knownAt(at: number): Promise<Set<string>> {
    const to = Math.floor((at - NEW_FOR) / KNOWN_FOR) * KNOWN_FOR;
    if (past?.to === to) return past.keys;
    const found = await reader.signatures({ scope, where, from: to - PAST, to }, { limit: MOST_KNOWN });
    past = { to, keys: new Set(found.map(signatureKey)) };
    return past.keys;
  }

  return {
    gridMs: MINUTE,
    everyMs: 0,
    headline: () => newest && newErrorTitle(newest),
    async observe(at) {
      const window = course.sum(at - windowMs, at);
      if (window.requests === 0) return { kind: "no_data" };
      if (window.counted === 0) return { kind: "clear", value: 0 };
      const query = { scope, where, from: at - windowMs, to: at };
      const present = await index.signatures(query, { limit: SIGNATURES });
      if (present.length === 0) return { kind: "clear", value: 0 };
      const known = await knownAt(at);
      const fresh = present.filter((one: ErrorSignature) => !known.has(signatureKey(one)));
      [newest = newest] = fresh;
      const count = Math.max(0, ...fresh.map((one) => one.count));
      return count >= trigger.minimum_requests
        ? { kind: "breach", value: count }
        : { kind: "clear", value: count };
    },
  };
}
