import { canOnChannel, systemScope, type Viewer } from "../channels/access.ts";
import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import { viewOf } from "./request-view.ts";
import type { RunStep } from "./views.ts";

const HOUR = 3_600_000;
const MOST_STEPS = 50;

/**
 * All requests of the run that this one belongs to, oldest first. Steps on Channels that the viewer may not read
 * show their position and outcome, and nothing else.
 */
export async function recipeRun(
  index: EventIndexReader,
  viewer: Viewer,
  event: IndexedEvent,
): Promise<RunStep[]> {
  if (event.run_id === undefined) return [];
  const page = await index.search(
    {
      scope: systemScope(),
      from: event.timestamp - HOUR,
      to: event.timestamp + HOUR,
      where: [{ type: "keyword", field: "run_id", values: [event.run_id], not: false }],
    },
    { limit: MOST_STEPS, order: "oldest" },
  );
  return page.events.map((step, index) => {
    const position = index + 1;
    return canOnChannel(viewer, "requests:read", step.channel)
      ? { position, own: true, request: viewOf(step) }
      : { position, own: false, outcome: step.outcome };
  });
}
