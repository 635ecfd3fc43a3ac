import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { findJobs } from "#etl/find-jobs.ts";
import type { Job } from "#etl/job.ts";
import { backfill, sweep } from "#etl/sweep.ts";
import { systemClock } from "#lib/clock.ts";
import { parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";
import { formatPlural } from "#lib/format/number.ts";
import { openInstallation } from "#lib/installation.ts";
import { createLog } from "#lib/log.ts";
import { openSnapshot } from "#lib/snapshot/open.ts";
import { openArchive, openWarehouse } from "#lib/stores/open.ts";
import { runCommand, UsageError, withDatabase } from "./command.ts";
import { compact } from "./jobs/compact.ts";
import { createJob } from "./jobs/create.ts";
import { HELP, type JobsArguments, parseJobsArguments } from "./jobs/options.ts";
import { jobLine, reportLine, statusLines } from "./jobs/table.ts";

const say = (text: string) => process.stdout.write(text);

/** The run under way ends, no other begins. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

function chosen(jobs: Job[], name: string | null): Job[] {
  if (name === null) return jobs;
  const found = jobs.filter((job) => job.name === name);
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no job "${name}"; the jobs are ${jobs.map((job) => job.name).join(", ")} and compact.`,
  );
}

async function run({ name, days, forced }: Extract<JobsArguments, { command: "run" }>): Promise<void> {
  const jobs = name === "compact" ? [] : chosen(await findJobs(), name);
  const config = parseConfig(process.env);
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const archive = opened.adopt(await openArchive(installation), (it) => it.close());
  const spool = join(config.DATA_DIR, "spool");
  await mkdir(spool, { recursive: true });
  const shared = { archive, clock: systemClock, spool };
  if (name === "compact") {
    for await (const line of compact(shared, days)) say(line);
    return;
  }
  const warehouse = opened.adopt(await openWarehouse(installation, async () => archive), (it) => it.close());
  const snapshot = await openSnapshot({
    database,
    databaseUrl: installation.databaseUrl,
    sourceUrl: config.SNAPSHOT_SOURCE_URL ?? null,
    pseudonymKey: installation.secrets.pseudonymKey,
  });
  const deps = { ...shared, database, warehouse, snapshot, log: createLog("jobs", "silent") };
  const signal = interrupted();
  const reports =
    days === null ? sweep(deps, jobs, signal) : backfill(deps, jobs, { days, onlyChanged: !forced, signal });
  let bad = 0;
  for await (const report of reports) {
    if (days !== null || report.result.state !== "current") say(reportLine(report));
    if (!["succeeded", "current"].includes(report.result.state)) bad += 1;
  }
  if (bad > 0) throw new AppError("conflict", `${formatPlural(bad, "run", "runs")} did not succeed.`);
}

await runCommand(async () => {
  const given = parseJobsArguments(process.argv.slice(2), systemClock.now());
  if (given === null) {
    say(HELP);
    return;
  }
  if (given.command === "list") for (const job of await findJobs()) say(jobLine(job));
  if (given.command === "new")
    for (const path of await createJob(given.name)) say(`${relative(process.cwd(), path)}\n`);
  if (given.command === "run") await run(given);
  if (given.command !== "status") return;
  await withDatabase(async (database) => {
    const lines = await statusLines(database);
    say(lines.length === 0 ? "No job ran yet.\n" : lines.join(""));
  });
});
