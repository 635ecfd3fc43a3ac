import type { Database } from "../database/client.ts";
import { type WorkerFigures, workerFigures } from "./figures.ts";

/** A worker that was silent for this long is dead, or cannot reach the database, which is as bad. */
const DEAD_AFTER_MS = 15_000;
/** Nobody looks for a worker any more that died that long ago. */
const FORGOTTEN_AFTER_MS = 3_600_000;

type Tables = Pick<Database, "workerHeartbeat" | "$transaction">;

export interface Heartbeat {
  /** Host and process id. */
  id: string;
  host: string;
  roles: readonly string[];
  /** Milliseconds, as all instants here. */
  startedAt: number;
  figures: WorkerFigures;
}

/**
 * Says that a worker lives. It takes the place of a dead one on the same host that had the same roles and was silent
 * before it started: a supervisor's restart leaves no dead worker behind.
 */
export async function recordHeartbeat(database: Tables, beat: Heartbeat, now: number): Promise<void> {
  const { id: workerId, host, figures } = beat;
  const [roles, startedAt, beatAt] = [[...beat.roles], new Date(beat.startedAt), new Date(now)];
  const silentSince = new Date(Math.min(beat.startedAt, now - DEAD_AFTER_MS));
  await database.$transaction([
    database.workerHeartbeat.deleteMany({
      where: {
        OR: [
          { host, roles: { equals: roles }, beatAt: { lt: silentSince } },
          { beatAt: { lt: new Date(now - FORGOTTEN_AFTER_MS) } },
        ],
      },
    }),
    database.workerHeartbeat.upsert({
      where: { workerId },
      create: { workerId, host, roles, startedAt, beatAt, figures },
      update: { host, roles, startedAt, beatAt, figures },
    }),
  ]);
}

/** A worker that stops as it should is not dead: nobody waits for it. */
export async function forgetWorker(database: Pick<Database, "workerHeartbeat">, id: string): Promise<void> {
  await database.workerHeartbeat.deleteMany({ where: { workerId: id } });
}

export interface WorkerState extends Omit<Heartbeat, "figures"> {
  beatAt: number;
  alive: boolean;
  /** null when it runs another version, whose figures this one cannot read. */
  figures: WorkerFigures | null;
}

/** Every worker that lives or died within the last hour, the longest running first. */
export async function readWorkers(
  database: Pick<Database, "workerHeartbeat">,
  now: number,
): Promise<WorkerState[]> {
  const rows = await database.workerHeartbeat.findMany({
    where: { beatAt: { gte: new Date(now - FORGOTTEN_AFTER_MS) } },
    orderBy: [{ startedAt: "asc" }, { workerId: "asc" }],
  });
  return rows.map(({ workerId, host, roles, startedAt, beatAt, figures }) => ({
    id: workerId,
    host,
    roles,
    startedAt: startedAt.getTime(),
    beatAt: beatAt.getTime(),
    alive: now - beatAt.getTime() < DEAD_AFTER_MS,
    figures: workerFigures.safeParse(figures).data ?? null,
  }));
}
