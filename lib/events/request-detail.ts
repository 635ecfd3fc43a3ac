import type { Viewer } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import type { IndexedEvent } from "../stores/event-index/port.ts";
import { channelQuery } from "./channel-query.ts";
import { instantOf } from "./event-id.ts";
import { minuteContext } from "./minute-context.ts";
import type { EventQuery } from "./query/types.ts";
import type { ReadDeps } from "./read-deps.ts";
import { recipeRun } from "./recipe-run.ts";
import { viewOf } from "./request-view.ts";
import { similarErrors } from "./similar.ts";
import { judge } from "./verdict.ts";
import type { RequestDetail } from "./views.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longer than any retention that is likely; hours that do not exist cost nothing. */
const LOOK_BACK = 400 * DAY;

/** Looks where the event probably is before looking everywhere. */
async function findEvent(
  deps: ReadDeps,
  scope: EventQuery["scope"],
  id: string,
  at: number | undefined,
): Promise<IndexedEvent | null> {
  const now = deps.clock.now();
  const everywhere = { from: now - LOOK_BACK, to: now + DAY };
  const likely = at ?? instantOf(id);
  const places = likely === null ? [everywhere] : [{ from: likely - HOUR, to: likely + HOUR }, everywhere];
  for (const { from, to } of places) {
    const where: EventQuery["where"] = [{ type: "keyword", field: "id", values: [id], not: false }];
    const { events } = await deps.index.search({ scope, from, to, where }, { limit: 10 });
    const near = at === undefined ? events[0] : closestTo(events, at);
    if (near !== undefined) return near;
  }
  return null;
}

function closestTo(events: readonly IndexedEvent[], at: number): IndexedEvent | undefined {
  return [...events].sort((a, b) => Math.abs(a.timestamp - at) - Math.abs(b.timestamp - at))[0];
}

/**
 * One request with its verdict in the minute's context and the rest of its Recipe run. `at` (milliseconds) is its
 * time where the caller knows it: faster, and tells apart equal ids of different hours.
 */
export async function requestDetail(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  id: string,
  at?: number,
): Promise<RequestDetail> {
  const { scope } = await channelQuery(deps, viewer, slug, "");
  const event = await findEvent(deps, scope, id, at);
  if (event === null) {
    throw new AppError(
      "not_found",
      "There is no such request on this Channel, or it is older than what is kept.",
    );
  }
  const [run, similar, context] = await Promise.all([
    recipeRun(deps.index, viewer, event),
    similarErrors(deps.index, scope, event),
    event.fault === null ? null : minuteContext(deps.index, scope, event),
  ]);
  const verdict =
    event.fault === null || context === null
      ? null
      : judge({ fault: event.fault, error_type: event.error_type }, context);
  return { request: viewOf(event), verdict, similar, run };
}
