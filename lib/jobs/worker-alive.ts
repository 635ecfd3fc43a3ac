import type { Database } from "../database/client.ts";
import { readWorkers } from "../pipeline/heartbeat.ts";

/** As `--roles` takes it. */
const ROLE = "jobs";

/** Whether a worker that runs jobs lives. */
export async function jobsWorkerAlive(
  database: Pick<Database, "workerHeartbeat">,
  now: number,
): Promise<boolean> {
  const workers = await readWorkers(database, now);
  return workers.some(({ alive, roles }) => alive && roles.includes(ROLE));
}
