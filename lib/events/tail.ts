import type { Viewer } from "../channels/access.ts";
import type { IndexedEvent } from "../stores/event-index/port.ts";
import { channelQuery } from "./channel-query.ts";
import type { ReadDeps } from "./read-deps.ts";
import { viewOf } from "./request-view.ts";
import { TailHub } from "./tail-hub.ts";
import { TailQueue } from "./tail-queue.ts";
import { TailSlots } from "./tail-slots.ts";
import { OVERLAP, TailSource } from "./tail-source.ts";
import type { RequestView } from "./views.ts";

/** How far back a tail that was cut off may take up again. */
const RESUMABLE_MS = 2 * 60_000;

export type TailUpdate =
  /** `resume`: pass it as `since` to go on after these; what was accepted shortly before comes again. */
  | { type: "requests"; requests: RequestView[]; resume: number }
  | { type: "status"; status: "live" | "interrupted"; resume?: number };

interface TailRequest {
  query: string;
  /** Where a tail that was cut off left. */
  since?: number | undefined;
  signal: AbortSignal;
}

const hubs = new WeakMap<ReadDeps["index"], TailHub>();
const slots = new TailSlots();

function hubOf({ index, clock }: ReadDeps): TailHub {
  const hub = hubs.get(index) ?? new TailHub(index, clock);
  hubs.set(index, hub);
  return hub;
}

/**
 * Throws before anything is streamed: `not_found`, `bad_request` on `q`, `rate_limited` and `unavailable` when too many
 * are open. What it answers has to be read, or the signal aborted.
 */
export async function openTail(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { query: text, since, signal }: TailRequest,
): Promise<AsyncGenerator<TailUpdate>> {
  const query = await channelQuery(deps, viewer, slug, text);
  const leave = slots.take(viewer.id);
  // Whoever leaves before the first reading never gets to its end.
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return follow(deps, query, since, signal, leave);
}

async function* follow(
  deps: ReadDeps,
  query: Awaited<ReturnType<typeof channelQuery>>,
  since: number | undefined,
  signal: AbortSignal,
  leave: () => void,
): AsyncGenerator<TailUpdate> {
  const waiting = new TailQueue();
  const caughtUp = new Set<string>();
  const now = deps.clock.now();
  const stop = hubOf(deps).follow(
    query,
    (update) => waiting.push(update),
    // What was accepted before the reader came back may become visible only now.
    since === undefined ? now : now - OVERLAP,
  );
  const onAbort = () => waiting.ring();
  signal.addEventListener("abort", onAbort);
  try {
    if (since === undefined) yield { type: "status", status: "live", resume: now };
    else {
      yield { type: "status", status: "live" };
      const from = Math.max(since - OVERLAP, now - RESUMABLE_MS);
      const missed = await new TailSource(deps.index, query, from).next(now);
      for (const event of missed) caughtUp.add(event.id);
      if (missed.length > 0) yield { type: "requests", requests: missed.map(viewOf), resume: now };
    }
    for (;;) {
      const update = await waiting.take(signal);
      if (update === null) return;
      if (update.type === "status") yield update;
      else yield* told(update.events.filter(({ id }) => !caughtUp.has(id)));
    }
  } finally {
    leave();
    signal.removeEventListener("abort", onAbort);
    stop();
  }
}

function told(events: readonly IndexedEvent[]): TailUpdate[] {
  if (events.length === 0) return [];
  const resume = Math.max(...events.map((event) => event.accepted_at));
  return [{ type: "requests", requests: events.map(viewOf), resume }];
}
