import { Prisma } from "#prisma/client/client.ts";
import { LONGEST_WAIT } from "./schedule.ts";

/** Calls to one destination within a minute; what is beyond waits, and may become a digest. */
const PER_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Slack takes about one message a second; milliseconds between two. */
const SLACK_PACE_MS = 1_000;

/** Statuses by which a receiver says that it wants nothing at all for a while, rather than not this message. */
const PAUSING: ReadonlySet<number> = new Set([429, 503]);

/** How long a destination asks to be left alone, milliseconds; null: it does not. */
export function pauseOf({
  statusCode,
  retryAfterMs,
}: {
  statusCode: number | null;
  retryAfterMs: number | null;
}): number | null {
  if (retryAfterMs === null || statusCode === null || !PAUSING.has(statusCode)) return null;
  return Math.min(retryAfterMs, LONGEST_WAIT);
}

const ms = (duration: number) => Prisma.sql`${duration}::int * interval '1 millisecond'`;

/** SQL: from when on a destination `t` may be called again; null: at any time. Kept in the database, as several deliver. */
export const FREE_AT = Prisma.sql`greatest(
  t.paused_until,
  t.called_at[cardinality(t.called_at) - ${PER_MINUTE - 1}::int] + ${ms(MINUTE_MS)},
  case when t.type = 'slack' then t.called_at[cardinality(t.called_at)] + ${ms(SLACK_PACE_MS)} end
)`;

/** Notes that calls to these begin now. Their rows are locked by whoever asked whether they are free. */
export async function noteCalls(
  tx: Pick<Prisma.TransactionClient, "$executeRaw">,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    update destinations
    set called_at = (called_at || ${at}::timestamptz)[greatest(1, cardinality(called_at) - ${PER_MINUTE - 2}::int):]
    where id = any(${[...ids]}::uuid[])`;
}
