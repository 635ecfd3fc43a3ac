import type { Job } from "#etl/job.ts";
import type { Report } from "#etl/sweep.ts";
import type { Database } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";

const WIDTH = { job: 22, day: 12, state: 10 };

export function jobLine({ name, schedule, dependsOn, topics, describe }: Job): string {
  const reads = [...topics.map((topic) => `the archive's ${topic}`), ...dependsOn].join(", ");
  return `${name.padEnd(WIDTH.job)}${schedule.padEnd(WIDTH.state)}${describe}\n${"".padEnd(WIDTH.job)}reads ${reads}\n`;
}

const OTHERS = { current: "nothing changed", busy: "somebody else runs this job" };

export function reportLine({ job, day, result }: Report): string {
  const head = `${job.padEnd(WIDTH.job)}${day.padEnd(WIDTH.day)}${result.state.padEnd(WIDTH.state + 1)}`;
  if (result.state === "current" || result.state === "busy") return `${head}${OTHERS[result.state]}\n`;
  if (result.state === "waiting") return `${head}${result.reason}\n`;
  if (result.state === "failed") return `${head}${result.error}\n`;
  return `${head}${result.rows} rows, ${result.checks.length} checks\n`;
}

const SHOWN = 50;

/** The newest runs, newest first. */
export async function statusLines(database: Database): Promise<string[]> {
  const runs = await database.jobRun.findMany({
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return runs.map((run) => {
    const seconds =
      run.finishedAt === null ? "" : `${(run.finishedAt.getTime() - run.startedAt.getTime()) / 1_000} s`;
    const what = run.error ?? (run.rows === null ? "" : `${run.rows} rows`);
    const day = dayOf(run.day);
    const started = run.startedAt.toISOString().slice(0, 19);
    return `${started}  ${run.job.padEnd(WIDTH.job)}${day.padEnd(WIDTH.day)}${run.state.padEnd(WIDTH.state + 1)}${seconds.padEnd(10)}${what}\n`;
  });
}
