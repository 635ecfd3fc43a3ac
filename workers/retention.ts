import { isExpiredHour } from "#lib/events/time-limits.ts";
import type { WorkerDeps } from "./deps.ts";

/** Drops whole hours that lie beyond retention; answers how many. */
export async function dropExpiredHours(
  { index, clock, log }: Pick<WorkerDeps, "index" | "clock" | "log">,
  retentionMs: number,
): Promise<number> {
  const now = clock.now();
  const expired = (await index.hours()).filter((hour) => isExpiredHour(hour, now, retentionMs));
  for (const hour of expired) await index.dropHour(hour);
  if (expired.length > 0) log.info({ hours: expired.length }, "dropped hours beyond retention");
  return expired.length;
}
