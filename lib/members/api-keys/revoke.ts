import { type Actor, channelScope } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../audit.ts";
import type { MemberDeps } from "../deps.ts";

/** Ends a key of this Channel at once; `not_found` for one of another Channel. */
export async function revokeApiKey(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, id }: { channel: string; id: string },
): Promise<void> {
  channelScope(actor, "keys:manage", channel);
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const where = { id, channelSlug: channel, revokedAt: null };
    const key = await tx.apiKey.findFirst({ where, select: { name: true } });
    const ended = await tx.apiKey.updateMany({ where, data: { revokedAt: new Date(now) } });
    if (ended.count === 0 || key === null)
      throw new AppError("not_found", "There is no such key, or it was revoked already.");
    await writeAudit(tx, now, actor, {
      action: "api_key.revoke",
      channel,
      subject: id,
      detail: { name: key.name },
    });
  });
}
