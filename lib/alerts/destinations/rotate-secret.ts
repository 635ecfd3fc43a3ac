import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import { requireDestinations } from "./require-write.ts";
import { openDestination, sealSettings, withNewSecret } from "./settings.ts";

/**
 * Gives a webhook another signing secret, which is told only now. Deliveries are signed with the one before as well
 * until `until`, milliseconds since 1970, so that the receiver can change over. `channel` null: the installation itself.
 * Throws `not_found`, and `bad_request` for what is no webhook.
 */
export async function rotateSecret(
  { database, clock, encryptionKey }: MemberDeps & { encryptionKey: string },
  actor: Actor,
  { channel, id }: { channel: string | null; id: string },
): Promise<{ secret: string; until: number }> {
  requireDestinations(actor, channel);
  const now = clock.now();
  return await database.$transaction(async (tx) => {
    // Two at once would each forget the other's secret.
    await tx.$queryRaw`select from destinations where id = ${id}::uuid for update`;
    const row = await tx.destination.findFirst({ where: { id, channelSlug: channel, removedAt: null } });
    if (row === null) throw new AppError("not_found", "There is no such destination.");
    const { id: _, name: __, ...settings } = openDestination(row, encryptionKey);
    if (settings.type !== "webhook") {
      throw new AppError("bad_request", "Only webhooks have a signing secret.");
    }
    const { until, ...rotated } = withNewSecret(settings, now);
    await tx.destination.update({ where: { id }, data: { settings: sealSettings(rotated, encryptionKey) } });
    const entry = { action: "destination.rotate_secret", subject: row.hint };
    await writeAudit(tx, now, actor, channel === null ? entry : { ...entry, channel });
    return { secret: rotated.secret, until };
  });
}
