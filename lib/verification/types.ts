/** The job that compares the stores, beside those that fill them. */
export const VERIFY_JOB = "verify";

/** From where to where, in the order in which they are shown. */
export const STEPS = [
  "stream_archive",
  "archive_files",
  "archive_index",
  "archive_warehouse",
  "application_warehouse",
  "table_checks",
] as const;
export type Step = (typeof STEPS)[number];

/** Rows and the sum of their checksums: equal in two stores, they hold the same. */
export interface Sums {
  rows: number;
  checksum: number;
}

/** What a store says of an hour: what it has, by Channel where that is known, or why it says nothing yet. */
export type Reading =
  | (Sums & { channels?: ReadonlyMap<string | null, Sums> })
  | {
      /** Part of a sentence: `the archive is complete to 13:00 only`. */
      unknown: string;
    };

/** Where two stores differ. */
export interface Disagreement {
  /** That does not have what it should. */
  store: string;
  /** A topic, or a table of the warehouse. */
  subject: string;
  /** null: several, or not known. */
  channel: string | null;
  /** All that differ, as far as that is known. */
  channels?: readonly string[];
  /** Start of the hour, milliseconds since 1970; null: of the day as a whole. */
  hour: number | null;
  source: Sums | null;
  here: Sums | null;
  /** What it means, one sentence. */
  words: string;
}

/** Hours that could not be compared, and why: no alarm. */
export interface NotCompared {
  reason: string;
  /** Starts, ascending; empty: the day as a whole. */
  hours: number[];
  /**
   * Of a table whose job has not read what changed: since when that waits, and until when it may, milliseconds since 1970.
   */
  waits?: { job: string; since: number; until: number };
}

export type VerificationState = "equal" | "unequal" | "not_compared";

/** One step of one day. */
export interface StepResult {
  step: Step;
  subject: string;
  /** `unequal` with any disagreement, `not_compared` where nothing at all could be. */
  state: VerificationState;
  /** Of what was compared. */
  source: Sums;
  here: Sums;
  /** Up to this instant all of the day is here, milliseconds since 1970; null: not known. */
  completeTo: number | null;
  disagreements: Disagreement[];
  notCompared: NotCompared[];
}

export const NOTHING: Sums = { rows: 0, checksum: 0 };

export function plus(left: Sums, right: Sums): Sums {
  return { rows: left.rows + right.rows, checksum: left.checksum + right.checksum };
}

export function isSame(left: Sums, right: Sums): boolean {
  return left.rows === right.rows && left.checksum === right.checksum;
}
