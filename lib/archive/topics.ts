import { type AcceptSettings, judgeEvent } from "../events/accept.ts";
import type { Rejection } from "../events/rejection.ts";
import { acceptInteraction } from "../interactions/accept.ts";
import type { StreamRecord } from "../stores/event-stream/port.ts";
import { apiRequestShape } from "./api-requests.ts";
import { interactionShape } from "./interactions.ts";
import type { Archived } from "./position.ts";
import type { Shape } from "./shape.ts";

export const ARCHIVED_TOPICS = ["api-requests", "interactions"] as const;
export type ArchivedTopic = (typeof ARCHIVED_TOPICS)[number];

/**
 * Counts of API requests by hour that were imported, for hours whose requests nobody kept one by one: no stream has them.
 */
export const IMPORTED_HOURS = "api-requests-hourly";

/** What jobs read of the archive. */
export type ArchivedSet = ArchivedTopic | typeof IMPORTED_HOURS;

/** What every accepted event has. */
interface Stored {
  timestamp: number;
  checksum: number;
}

/** How records of a topic become rows. */
export interface TopicRows<Event extends Stored = Stored> {
  shape: Shape<Archived<Event>>;
  /** Of a record whose `appendedAt` is when it came. */
  accept(record: StreamRecord): { ok: Event } | { rejected: Rejection };
}

/**
 * Judged by the instant of arrival, not by now: however late the archive reads a record, and however often, it judges
 * as the index did.
 */
const ROWS = {
  "api-requests": (settings: AcceptSettings): TopicRows => ({
    shape: apiRequestShape as Shape<Archived<Stored>>,
    accept: (record) => judgeEvent(record.value, record, record.appendedAt, settings),
  }),
  interactions: (settings: AcceptSettings): TopicRows => ({
    shape: interactionShape as Shape<Archived<Stored>>,
    accept: (record) => acceptInteraction(record.value, record, record.appendedAt, settings),
  }),
};

export function rowsOf(topic: ArchivedTopic, settings: AcceptSettings): TopicRows {
  return ROWS[topic](settings);
}

export function shapeOf(topic: ArchivedTopic): Shape<never> {
  return topic === "interactions" ? interactionShape : apiRequestShape;
}
