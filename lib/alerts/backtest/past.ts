import type { ChannelScope } from "../../channels/access.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import type { Observation } from "../machine.ts";
import type { Trigger } from "../trigger.ts";

/** What a trigger would have seen: observations at equal steps, each of the window that ends there. */
export interface Past {
  stepMs: number;
  /** Ends of windows within the range, ascending. */
  ends: number[];
  /** As the evaluator's sensors do; `since`: when the breach began that lasts, null: none does. */
  observe(at: number, firing: boolean, since: number | null): Observation;
  /** The same with another threshold; absent where a trigger has none. */
  observeWith?(threshold: number): Past["observe"];
  /** For the chart, in the trigger's unit; null: nothing could be said. */
  valueAt(at: number): number | null;
  /** What the value is compared with then, where that changes over time: absent where one threshold is for all. */
  limitAt?(at: number): number | null;
  /** The trigger as it judged the windows up to `at`, where that may not be what it says: refusals may count after all. */
  judgedBy?(at: number): Trigger;
}

export interface PastQuestion<T extends Trigger = Trigger> {
  /** With rollups. */
  reader: EventIndexReader;
  scope: ChannelScope;
  channel: string;
  trigger: T;
  /** [from, to) in milliseconds. */
  from: number;
  to: number;
}

/** Multiples of a step within (from, to]. */
export function endsWithin(from: number, to: number, stepMs: number): number[] {
  const ends: number[] = [];
  for (let at = Math.floor(from / stepMs) * stepMs + stepMs; at <= to; at += stepMs) ends.push(at);
  return ends;
}
