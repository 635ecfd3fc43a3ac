import { systemScope } from "../../../channels/access.ts";
import type { ErrorSignature } from "../../../events/query/types.ts";
import type { Trigger } from "../../trigger.ts";
import { counted, ofChannel } from "../conditions.ts";
import { type Course, windowMsOf } from "../course.ts";
import { KnownErrors, knownTo } from "./known-errors.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";

const MINUTE = 60_000;
const SIGNATURES = 100;
/** Errors that the index is asked about for one window; of more, the next windows ask. */
const MOST_LOOKED_UP = 10;

/** What happened, in words. */
export function newErrorTitle({
  endpoint,
  pattern,
  label,
}: Pick<ErrorSignature, "endpoint" | "pattern" | "label">): string {
  return `A new error on ${endpoint ?? "an unnamed endpoint"}: ${pattern ?? label}`;
}

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
  const known = new KnownErrors(reader, { scope, where });
  let newest: ErrorSignature | null = null;
  /** What was new when the breach began happens still, and is a known error by now. */
  let goesOn = false;

  const many = ({ count }: ErrorSignature) => count >= trigger.minimum_requests;

  /** The most frequent of those that are new; null: none of them is. */
  async function firstNew(candidates: readonly ErrorSignature[]): Promise<ErrorSignature | null> {
    for (const one of candidates.slice(0, MOST_LOOKED_UP)) if (await known.isNew(one)) return one;
    return null;
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
      await known.readUpTo(knownTo(at));
      const fresh = present.filter((one) => known.firstSeen(one) === null);
      const found = await firstNew(fresh.filter(many));
      if (found !== null) {
        newest = found;
        return { kind: "breach", value: found.count };
      }
      const began = since === null ? at : knownTo(since);
      goesOn = present.some((one) => many(one) && (known.firstSeen(one) ?? 0) >= began);
      return { kind: "clear", value: most(fresh.filter((one) => !many(one))) };
    },
  };
}
