import { z } from "zod";
import { AppError } from "../errors.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";
import { type Actor, channelScope } from "./access.ts";

export const ianaTimeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}, "must be an IANA time zone, such as Europe/Berlin");

/** Changes in which zone the Channel's days and hours are counted; needs `settings:write`. */
export async function changeTimeZone(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, timeZone }: { channel: string; timeZone: string },
): Promise<void> {
  channelScope(actor, "settings:write", channel);
  await database.$transaction(async (tx) => {
    const known = await tx.channel.findUnique({ where: { slug: channel }, select: { timeZone: true } });
    if (known === null) throw new AppError("not_found", `There is no Channel ${channel}.`);
    if (known.timeZone === timeZone) return;
    await tx.channel.update({ where: { slug: channel }, data: { timeZone } });
    await writeAudit(tx, clock.now(), actor, {
      action: "channel.change_time_zone",
      channel,
      detail: { from: known.timeZone, to: timeZone },
    });
  });
}
