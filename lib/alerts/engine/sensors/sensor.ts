import type { EventIndex, EventIndexReader } from "../../../stores/event-index/port.ts";
import type { Trigger } from "../../trigger.ts";
import type { Observe } from "../judge.ts";

export interface SensorDeps {
  /** Its own answers: seconds count. */
  index: EventIndex;
  /** The same with rollups, for what lies behind. */
  reader: EventIndexReader;
}

/** What judges the windows of one trigger. */
export interface Sensor {
  /** Ends of windows are judged at multiples of this while a pause is caught up, milliseconds. */
  readonly gridMs: number;
  /** Windows that end less than this after one that was judged add nothing, milliseconds. */
  readonly everyMs: number;
  /** The window that ends at `at` (not included). */
  observe: Observe;
  /** What happened, in words, where figures do not say it; null: nothing did. */
  headline?(): string | null;
  /** Why what fired is over although nothing was mended, as of the last window; null: it recovered. */
  endedBecause?(): string | null;
  /** The trigger as it judged the windows around `at`, where that is not what it says: refusals may count after all. */
  judgedBy?(at: number): Trigger;
  /** The value beyond which it fires, where the trigger does not say it. */
  threshold?(): number;
}
