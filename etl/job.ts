import type { ArchivedFile } from "#lib/archive/commit.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import type { Clock } from "#lib/clock.ts";
import type { SnapshotDeps } from "#lib/snapshot/take.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import type { CheckResult } from "./checks.ts";
import type { Day } from "./day.ts";

/** Hourly ones take today, too; daily ones days that are over. */
export type Schedule = "hourly" | "daily";

export interface JobContext {
  archive: Archive;
  warehouse: Warehouse;
  day: Day;
  /** The day's manifest of each topic that the job reads. */
  files: ReadonlyMap<ArchivedSet, readonly ArchivedFile[]>;
  /** A folder on this machine, for what is disposable. */
  spool: string;
  clock: Clock;
  /** Where the day's snapshot is taken; null: this process does not know. */
  snapshot: SnapshotDeps | null;
  /** A line of the run's log. */
  note(line: string): void;
}

export interface JobOutcome {
  rows: number;
  checks: CheckResult[];
  /** Of the day's rows as it left them; verification holds the table to it. */
  fingerprint?: number;
}

/** What a file of `etl/jobs` describes: how one day of one table comes about. */
export interface Job {
  name: string;
  /** One line. */
  describe: string;
  /** Names of jobs whose tables it reads. */
  dependsOn: readonly string[];
  /** Of the archive, that it reads. */
  topics: readonly ArchivedSet[];
  schedule: Schedule;
  /** How many days of its dependencies it reads, ending at its day; one where it is left out, `Infinity` for all. */
  windowDays?: number;
  table: WarehouseTable;
  /** Changes with what the job does: days made by another version are made anew. */
  version: string;
  /** Replaces the day in one transaction; doing it twice is harmless. Throws `ChecksFailed`. */
  run(context: JobContext): Promise<JobOutcome>;
}
