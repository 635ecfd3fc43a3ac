/** One run of a job for a day, as a line. */
export interface RunLine {
  id: string;
  job: string;
  /** UTC, `YYYY-MM-DD`. */
  day: string;
  state: "running" | "succeeded" | "failed";
  /** Milliseconds, as all instants here. */
  startedAt: number;
  /** Until now while it runs. */
  durationMs: number;
  rows: number | null;
  checks: { all: number; failed: number };
  /** Much longer than is usual for this job. */
  slow: boolean;
  error: string | null;
}

export interface RunView extends RunLine {
  attempts: number;
  finishedAt: number | null;
  /** What the day was made from, part by part. */
  inputs: string[];
  results: { name: string; ok: boolean; detail: string }[];
  log: { at: string; line: string }[];
}

/** Days of a job that somebody asked for. */
export interface RequestView {
  id: string;
  job: string;
  firstDay: string;
  lastDay: string;
  days: number;
  daysDone: number;
  daysFailed: number;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** Ends after the day that is being made. */
  cancelling: boolean;
  requestedAt: number;
  /** By name; null when they are gone. */
  requestedBy: string | null;
  error: string | null;
}

export interface JobView {
  name: string;
  describe: string;
  schedule: string;
  /** The newest day that it makes now, UTC, `YYYY-MM-DD`. */
  newestDay: string;
  dependsOn: string[];
  /** Of the archive. */
  topics: string[];
  table: string;
  /** Median of the newest runs that succeeded, milliseconds; null: none did. */
  usualMs: number | null;
  /** The newest run of each of the last days, ascending; null: it did not run for that day. */
  days: { day: string; run: RunLine | null }[];
  /** The newest run of all. */
  latest: RunLine | null;
}

export interface JobsView {
  at: number;
  /** In an order in which they can run; empty until a worker with the role wrote them down. */
  jobs: JobView[];
  /** The newest runs, newest first. */
  runs: RunLine[];
  /** Open ones and the latest that are over, newest first. */
  requests: RequestView[];
  /** Whether a worker with the role lives. */
  workerAlive: boolean;
  mayRun: boolean;
}
