import { isExpired } from "#lib/events/time-limits.ts";
import type { WorkerDeps } from "./deps.ts";

/** Drops the parts of the index that lie beyond retention as a whole; answers how many. */
export async function dropExpiredParts(
  { index, clock, log }: Pick<WorkerDeps, "index" | "clock" | "log">,
  retentionMs: number,
): Promise<number> {
  const now = clock.now();
  const expired = (await index.parts()).filter((part) => isExpired(part, now, retentionMs));
  for (const part of expired) await index.drop(part);
  if (expired.length > 0) log.info({ parts: expired.length }, "dropped what lies beyond retention");
  return expired.length;
}
