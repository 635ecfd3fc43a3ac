import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findTables } from "./find-tables.ts";
import { inOrder } from "./graph.ts";
import type { Job } from "./job.ts";
import { parseSqlJob } from "./sql-job.ts";

export const JOBS_FOLDER = join(import.meta.dirname, "jobs");

/** The jobs that there are, in an order in which they can run: every file of the folder is one. Throws `SetupError`. */
export async function findJobs(folder = JOBS_FOLDER): Promise<Job[]> {
  const tables = await findTables();
  const files = (await readdir(folder)).filter((file) => /\.(sql|ts)$/.test(file));
  const jobs = files.map(async (file) => {
    const path = join(folder, file);
    if (file.endsWith(".ts")) return ((await import(path)) as { default: Job }).default;
    return parseSqlJob({ file, text: await readFile(path, "utf8") }, tables);
  });
  return inOrder(await Promise.all(jobs));
}
