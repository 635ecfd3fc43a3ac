import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { dayOf } from "../../day.ts";

/** Whoever does not renew its lease for so long is taken to be dead, milliseconds. */
const LEASE_MS = 60_000;
export const RENEW_MS = LEASE_MS / 3;

interface Deps {
  database: Database;
  clock: Clock;
}

interface Progress {
  daysDone: number;
  daysFailed: number;
  /** Of the last day that failed. */
  error: string | null;
}

/** A request in the hands of one worker, until another claims it. */
type Claim = Pick<ClaimedRequest, "id" | "fence">;

export interface ClaimedRequest extends Progress {
  id: string;
  fence: bigint;
  job: string;
  firstDay: string;
  lastDay: string;
  forced: boolean;
}

/** Takes the oldest request that nobody works on; null: there is none. */
export async function claimRequest({ database, clock }: Deps): Promise<ClaimedRequest | null> {
  const now = new Date(clock.now());
  const free = {
    openJob: { not: null },
    OR: [{ state: "waiting" }, { state: "running", leaseUntil: { lt: now } }],
  };
  const row = await database.jobRequest.findFirst({
    where: free,
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
  });
  if (row === null) return null;
  const leaseUntil = new Date(clock.now() + LEASE_MS);
  const { count } = await database.jobRequest.updateMany({
    where: { id: row.id, fence: row.fence, ...free },
    data: { state: "running", leaseUntil, startedAt: row.startedAt ?? now, fence: { increment: 1 } },
  });
  if (count === 0) return null;
  const { id, job, forced, daysDone, daysFailed, error } = row;
  const days = { firstDay: dayOf(row.firstDay), lastDay: dayOf(row.lastDay) };
  return { id, fence: row.fence + 1n, job, ...days, forced, daysDone, daysFailed, error };
}

const held = ({ id, fence }: Claim) => ({ id, fence, state: "running" });

/** Renews the lease and tells how far it is; answers whether to go on: not once it is over, another's, or to be cancelled. */
export async function reportProgress(
  { database, clock }: Deps,
  claim: Claim,
  progress: Partial<Progress> = {},
): Promise<boolean> {
  await database.jobRequest.updateMany({
    where: held(claim),
    data: { ...progress, leaseUntil: new Date(clock.now() + LEASE_MS) },
  });
  const open = await database.jobRequest.findFirst({
    where: { ...held(claim), cancelRequestedAt: null },
    select: { id: true },
  });
  return open !== null;
}

/** Gives it back as it is, for another worker to go on. */
export async function releaseRequest({ database }: Pick<Deps, "database">, claim: Claim): Promise<void> {
  await database.jobRequest.updateMany({
    where: held(claim),
    data: { state: "waiting", leaseUntil: null },
  });
}

/** Ends it: cancelled if somebody asked for that and days were left. */
export async function finishRequest(
  { database, clock }: Deps,
  claim: Claim,
  { failed, left }: { failed: boolean; left: boolean },
): Promise<void> {
  await database.jobRequest.updateMany({
    where: held(claim),
    data: {
      state: left ? "cancelled" : failed ? "failed" : "done",
      openJob: null,
      leaseUntil: null,
      finishedAt: new Date(clock.now()),
    },
  });
}
