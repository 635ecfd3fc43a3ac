import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Day } from "#etl/day.ts";
import type { Database } from "#lib/database/client.ts";

/** Within so long after its run has begun, a loader is killed. */
const LONGEST_RUN_MS = 800;
const LOOK_MS = 20;
const LOADS = ["load_interactions", "load_api_requests"] as const;

interface Given {
  environment: Record<string, string>;
  database: Pick<Database, "jobRun">;
  days: readonly Day[];
  kills: number;
}

function load(environment: Record<string, string>, job: string, day: Day): ChildProcess {
  const command = join(import.meta.dirname, "../../jobs.ts");
  return spawn(process.execPath, [command, "run", job, "--for", day], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Loads of every day by a process each, which are killed in the middle of their work; answers how many ended before. */
export async function killLoaders({ environment, database, days, kills }: Given): Promise<number> {
  let survived = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const day = days[Math.floor(kill / LOADS.length) % days.length] ?? "";
    const loader = load(environment, LOADS[kill % LOADS.length] ?? "", day);
    const exited = once(loader, "exit");
    while (loader.exitCode === null && (await database.jobRun.count({ where: { state: "running" } })) === 0)
      await delay(LOOK_MS);
    // Any moment: reading files, copying, between the statements of its transaction, after its end.
    await delay(Math.random() * LONGEST_RUN_MS);
    if (loader.exitCode !== null) survived += 1;
    loader.kill("SIGKILL");
    await exited;
    // As if the minute had passed after which it is taken to be dead.
    await database.jobRun.updateMany({ where: { state: "running" }, data: { leaseUntil: new Date(0) } });
  }
  return survived;
}
