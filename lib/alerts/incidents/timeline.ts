import type { DeliveryView, TransitionView } from "../views.ts";
import type { NoteView } from "./views.ts";

/** What happened, one thing after the other. Times are milliseconds since 1970. */
export type TimelineItem =
  | { kind: "breach"; key: string; at: number }
  | { kind: "transition"; key: string; at: number; transition: TransitionView; told: DeliveryView[] }
  | { kind: "delivery"; key: string; at: number; delivery: DeliveryView; transition: TransitionView["kind"] }
  | { kind: "note"; key: string; at: number; note: NoteView };

interface Happened {
  started_at: number;
  transitions: readonly TransitionView[];
  notes: readonly NoteView[];
}

/** At the same instant, a cause stands before its effect. */
const ORDER: TimelineItem["kind"][] = ["breach", "transition", "delivery", "note"];

/** First attempt, or when it was written where there is none yet. */
const begun = (delivery: DeliveryView) => delivery.attempts[0]?.at ?? delivery.created_at;

/** Delivered at the first attempt, with nothing to tell but that. */
function isSmooth(delivery: DeliveryView): boolean {
  return delivery.status === "delivered" && delivery.attempts.length <= 1 && delivery.failover_of === null;
}

/**
 * Transitions, deliveries and notes in order of time. What was delivered smoothly after the first alert is told in its
 * transition's line (`told`); whatever needed more than one attempt has a line of its own.
 */
export function timelineOf({ started_at, transitions, notes }: Happened): TimelineItem[] {
  const items: TimelineItem[] = [{ kind: "breach", key: "breach", at: started_at }];
  for (const transition of transitions) {
    const first = transition.kind === "fired";
    const told = first ? [] : transition.deliveries.filter(isSmooth);
    items.push({ kind: "transition", key: transition.id, at: transition.recorded_at, transition, told });
    for (const delivery of transition.deliveries) {
      if (told.includes(delivery)) continue;
      items.push({
        kind: "delivery",
        key: delivery.id,
        at: begun(delivery),
        delivery,
        transition: transition.kind,
      });
    }
  }
  for (const note of notes) items.push({ kind: "note", key: note.id, at: note.at, note });
  return items
    .map((item, place) => ({ item, place }))
    .sort(
      (a, b) =>
        a.item.at - b.item.at || ORDER.indexOf(a.item.kind) - ORDER.indexOf(b.item.kind) || a.place - b.place,
    )
    .map(({ item }) => item);
}
