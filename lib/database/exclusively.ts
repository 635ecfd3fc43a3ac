import type { Database } from "./client.ts";

/** What only one process of the installation does at a time; numbers of advisory locks. */
const LOCKS = { settling: 7_022_001 } as const;

/** Longest work under a lock, milliseconds; the database ends a transaction that is forgotten. */
const LONGEST = 10 * 60_000;

/** Does the work unless another process is at it; answers whether it did. A process that dies leaves no lock behind. */
export async function exclusively(
  database: Pick<Database, "$transaction">,
  what: keyof typeof LOCKS,
  work: () => Promise<void>,
): Promise<boolean> {
  return database.$transaction(
    async (transaction) => {
      const [row] = await transaction.$queryRaw<{ locked: boolean }[]>`
        select pg_try_advisory_xact_lock(${LOCKS[what]}::bigint) as locked`;
      if (row?.locked !== true) return false;
      await work();
      return true;
    },
    { timeout: LONGEST },
  );
}
