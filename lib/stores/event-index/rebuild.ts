import type { Hour, WriteBatch } from "./port.ts";

/** Count and sum of checksums: equal in two builds of the same hours, they hold the same events. */
export interface BuildTotals {
  events: number;
  checksums: number;
}

export interface BuildComparison {
  before: BuildTotals;
  after: BuildTotals;
  /** Events (by Channel, id and hour) that only the new build has, that both have with other content, that only the old has. */
  added: number;
  changed: number;
  missing: number;
}

/** An hour that is being built anew beside the one that readers see, with all that share its part of the index. */
export interface Rebuild {
  /** Ascending: the hour that was asked for, or those of its day. */
  readonly hours: readonly Hour[];
  /** As `EventIndexWriter.batch`, into the new build; events of other hours are a defect. */
  batch(): WriteBatch;
  /** From here to the end nobody else adds to the old build: writers wait, or are told to try again. */
  hold(): Promise<void>;
  /** What the two builds have. Exact once it is held. */
  compare(): Promise<BuildComparison>;
  /** Readers see the new build instead of the old one, at once; the old one is gone. Only while held. */
  swap(): Promise<void>;
  /** The new build is gone, and the old one takes writes again. Does nothing after a `swap`. */
  discard(): Promise<void>;
}

/** Builds hours anew. Whoever uses it sees to it that nobody else does at the same time. */
export interface EventIndexRebuilder {
  /** Ends with `swap` or `discard`. What an earlier attempt at this hour left is discarded first. */
  begin(hour: Hour): Promise<Rebuild>;
  close(): Promise<void>;
}
