import type { Actor } from "../../channels/access.ts";
import type { StreamMessage, Topic } from "../../stores/event-stream/port.ts";
import type { Pseudonymize } from "../pseudonym.ts";
import type { RejectReason } from "../rejection.ts";

export interface LineError {
  line: number;
  field?: string;
  message: string;
}

/** Why a line is refused, for figures: as events from the stream are, or by the key that it comes with. */
export type LineReason = RejectReason | "other_channel";

export interface Refusal {
  reason: LineReason;
  error: LineError;
}

/** What decides about an event besides itself. */
export interface SendRules {
  viewer: Actor;
  now: number;
  pseudonymize: Pseudonymize;
  /** How many events of this content stood before in the same request. */
  occurrence(content: string): number;
}

/** One kind of event that HTTP takes in: how a line becomes a message of its topic. */
export interface Intake<Event extends { timestamp: string }> {
  topic: Topic;
  /** `field: null`: the line is no object at all. */
  read(
    value: unknown,
    escapes: boolean,
  ): { event: Event } | { problem: { field: string | null; message: string } };
  /** `refused`: the key may not write it, and why. */
  send(event: Event, rules: SendRules): StreamMessage | { refused: string };
}
