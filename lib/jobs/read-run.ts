import { z } from "zod";
import type { JobRun } from "#prisma/client/client.ts";
import { requireStaff, type Viewer } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import { dayOf } from "../day.ts";
import { AppError } from "../errors.ts";
import { usualDurations } from "./usual-durations.ts";
import type { RunLine, RunView } from "./views.ts";

const checks = z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })).catch([]);
const log = z.array(z.object({ at: z.string(), line: z.string() })).catch([]);
const state = z.enum(["running", "succeeded", "failed"]).catch("failed");

/** From this multiple of the usual on, and this much more of it, milliseconds, a run is slow. */
const SLOW = { factor: 3, more: 5_000 };

export type RunRow = Omit<
  JobRun,
  "log" | "inputs" | "leaseUntil" | "runningJob" | "attempts" | "fingerprint"
>;

export function runLine(row: RunRow, now: number, usualMs: number | null): RunLine {
  const startedAt = row.startedAt.getTime();
  const durationMs = Math.max(0, (row.finishedAt?.getTime() ?? now) - startedAt);
  const results = checks.parse(row.checks);
  return {
    id: row.id,
    job: row.job,
    day: dayOf(row.day),
    state: state.parse(row.state),
    startedAt,
    durationMs,
    rows: row.rows === null ? null : Number(row.rows),
    checks: { all: results.length, failed: results.filter(({ ok }) => !ok).length },
    slow: usualMs !== null && durationMs > Math.max(usualMs * SLOW.factor, usualMs + SLOW.more),
    error: row.error,
  };
}

/** A run with all that was kept of it; needs `pipeline:read`. Throws `not_found`. */
export async function readRun(
  { database, clock }: { database: Database; clock: Clock },
  viewer: Viewer,
  id: string,
): Promise<RunView> {
  requireStaff(viewer, "pipeline:read");
  const row = await database.jobRun.findUnique({ where: { id } });
  if (row === null) throw new AppError("not_found", "There is no such run.");
  const usual = await usualDurations(database, clock.now());
  return {
    ...runLine(row, clock.now(), usual.get(row.job) ?? null),
    attempts: row.attempts,
    finishedAt: row.finishedAt?.getTime() ?? null,
    inputs: row.inputs.split("; ").filter(Boolean),
    results: checks.parse(row.checks),
    log: log.parse(row.log),
  };
}
