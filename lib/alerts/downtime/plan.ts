import { z } from "zod";
import { type Actor, channelScope } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";

const DAY = 86_400_000;
const LONGEST = 14 * DAY;
const FARTHEST = 365 * DAY;
/** Open ones of a Channel. */
const MOST = 100;

const instant = z.iso.datetime({ offset: true, error: "must be an instant in ISO 8601 with its zone" });

export const downtimeInput = z.strictObject({
  endpoint: z.string().min(1).max(128).nullable().default(null).describe("null: all of the Channel"),
  starts_at: instant,
  ends_at: instant,
  note: z.string().trim().max(500).default(""),
});
export type DowntimeInput = z.output<typeof downtimeInput>;

/** Plans a downtime; needs `alerts:write`. `bad_request` on the time at fault, on `endpoint` for an unknown one. */
export async function planDowntime(
  { database, clock }: { database: Database; clock: Clock },
  actor: Actor,
  channel: string,
  { endpoint, starts_at, ends_at, note }: DowntimeInput,
): Promise<{ id: string }> {
  channelScope(actor, "alerts:write", channel);
  const now = clock.now();
  const [startsAt, endsAt] = [new Date(starts_at), new Date(ends_at)];
  checkTimes(startsAt.getTime(), endsAt.getTime(), now);
  return database.$transaction(async (tx) => {
    await checkPlace(tx, channel, endpoint);
    const planned = await tx.plannedDowntime.count({
      where: { channelSlug: channel, removedAt: null, endsAt: { gt: new Date(now) } },
    });
    if (planned >= MOST) throw new AppError("conflict", `There are ${MOST} planned already.`);
    const { id } = await tx.plannedDowntime.create({
      data: {
        channelSlug: channel,
        endpoint,
        startsAt,
        endsAt,
        note,
        createdById: actor.type === "person" ? actor.id : null,
        createdAt: new Date(now),
      },
      select: { id: true },
    });
    await writeAudit(tx, now, actor, {
      action: "planned_downtime.plan",
      channel,
      subject: id,
      detail: { endpoint, starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString() },
    });
    return { id };
  });
}

function checkTimes(startsAt: number, endsAt: number, now: number): void {
  const refuse = (field: string, message: string): never => {
    throw new AppError("bad_request", message, { field });
  };
  if (endsAt <= startsAt) refuse("ends_at", "The end must be after the start.");
  if (endsAt <= now) refuse("ends_at", "The end is past already.");
  if (endsAt - startsAt > LONGEST) refuse("ends_at", "A downtime can last 14 days at most.");
  if (startsAt > now + FARTHEST) refuse("starts_at", "The start can be a year ahead at most.");
}

async function checkPlace(
  tx: Pick<Database, "channel" | "endpoint">,
  channel: string,
  endpoint: string | null,
): Promise<void> {
  const known = await tx.channel.findUnique({ where: { slug: channel }, select: { slug: true } });
  if (known === null) {
    throw new AppError("not_found", "This Channel is not registered yet, so nothing can be planned for it.");
  }
  if (endpoint === null) return;
  const endpoints = await tx.endpoint.findMany({ where: { channelSlug: channel }, select: { slug: true } });
  if (endpoints.length > 0 && !endpoints.some(({ slug }) => slug === endpoint)) {
    throw new AppError("bad_request", `There is no endpoint ${endpoint} on this Channel.`, {
      field: "endpoint",
    });
  }
}
