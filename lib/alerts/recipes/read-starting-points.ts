import { channelScope, type Viewer } from "../../channels/access.ts";
import { wholeSecond } from "../../events/range.ts";
import type { ReadDeps } from "../../events/read-deps.ts";
import { COUNTED_FAULTS } from "../trigger.ts";
import { PAST_STEP_MS, type StartingPoint, startingPoints } from "./starting-points.ts";

const HOUR = 60 * 60_000;
const DAYS = 7;

/** Triggers to begin with, from the Channel's last seven days; needs `alerts:read`. */
export async function readStartingPoints(
  { index, clock }: Pick<ReadDeps, "index" | "clock">,
  viewer: Viewer,
  channel: string,
): Promise<StartingPoint[]> {
  const scope = channelScope(viewer, "alerts:read", channel);
  const to = Math.floor(wholeSecond(clock.now()) / HOUR) * HOUR;
  const range = { scope, from: to - DAYS * 24 * HOUR, to, where: [] };
  const [fine, coarse] = await Promise.all([
    index.health(range, { bucketMs: PAST_STEP_MS, percentiles: false }),
    index.health(range, { bucketMs: HOUR, percentiles: true, bucketPeople: "none" }),
  ]);
  return startingPoints({
    fiveMinutes: fine.buckets.map(({ at, requests, faults }) => ({
      at,
      requests,
      failures: COUNTED_FAULTS.reduce((sum, fault) => sum + faults[fault], 0),
    })),
    hours: coarse.buckets,
    from: range.from,
    to,
  });
}
