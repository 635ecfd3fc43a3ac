/** An incident's course, by when its transitions were recorded (milliseconds since 1970): that never changes later. */
export interface Course {
  /** Incidents of different kinds say different things; of one kind, those that overlap say the same. */
  kind: string;
  /** Breaks ties. */
  number: number;
  fired: number;
  /** null: it lasts. */
  ended: number | null;
}

/**
 * Whether an incident's firing is news: no other of its kind fired before it and lasted. Two Recipes that watch the
 * same, a person's and the one that measures for a trigger, make one event of an outage.
 */
export function isFirst(one: Course, all: readonly Course[]): boolean {
  return !all.some(
    (other) =>
      other.kind === one.kind &&
      (other.fired < one.fired || (other.fired === one.fired && other.number < one.number)) &&
      (other.ended === null || other.ended > one.fired),
  );
}

/** Whether an incident's end is one: no other of its kind that had fired lasts beyond it. */
export function isLast(one: Course & { ended: number }, all: readonly Course[]): boolean {
  return !all.some(
    (other) =>
      other.kind === one.kind &&
      other.number !== one.number &&
      other.fired <= one.ended &&
      (other.ended === null ||
        other.ended > one.ended ||
        (other.ended === one.ended && other.number > one.number)),
  );
}
