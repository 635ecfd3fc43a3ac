import type { Entity } from "./entities.ts";

/** As a driver gives it: columns of the entity by name. */
export type SourceRow = Readonly<Record<string, unknown>>;

/** One consistent state of a database: whatever is written meanwhile, counts and rows are of one instant. */
export interface SnapshotSession {
  count(entity: Entity): Promise<number>;
  /** A batch at a time; never all of a table in memory. */
  rows(entity: Entity): AsyncIterable<readonly SourceRow[]>;
  close(): Promise<void>;
}

/** Where users, Channels, Recipes and their relations are read. */
export interface SnapshotSource {
  /** `the application database`, `MySQL`. */
  readonly name: string;
  /** Throws `SnapshotSourceUnavailable`; `SetupError` where the server refuses. */
  open(): Promise<SnapshotSession>;
}

/** The source cannot be reached; the caller may try again. */
export class SnapshotSourceUnavailable extends Error {
  override readonly name = "SnapshotSourceUnavailable";
}

/** The source has other rows than it counted, or a value that a column cannot have. */
export class SnapshotRefused extends Error {
  override readonly name = "SnapshotRefused";
}
