import { type Actor, channelScope, type MemberRole } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { createSecretToken, hashSecretToken } from "./secret-token.ts";

const VALID_MS = 7 * 24 * 60 * 60_000;

/**
 * Makes the token of a link that lets `email` join a Channel within seven days; an earlier open invitation of the same
 * address to the same Channel ends. Throws `not_found` or `forbidden` without the right, `conflict` for a member.
 */
export async function invite(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, email, role }: { channel: string; email: string; role: MemberRole },
): Promise<{ token: string; expiresAt: Date }> {
  channelScope(actor, "members:manage", channel);
  const { token, hash } = createSecretToken();
  const now = new Date(clock.now());
  const expiresAt = new Date(now.getTime() + VALID_MS);
  await database.$transaction(async (tx) => {
    if ((await tx.channel.findUnique({ where: { slug: channel }, select: { slug: true } })) === null) {
      throw new AppError("not_found", `There is no Channel ${channel}.`);
    }
    const member = await tx.membership.findFirst({ where: { channelSlug: channel, person: { email } } });
    if (member !== null) {
      throw new AppError("conflict", `${email} is already ${member.role} of this Channel.`, {
        field: "email",
      });
    }
    await tx.invitation.updateMany({
      where: { channelSlug: channel, email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.invitation.create({
      data: {
        tokenHash: hash,
        email,
        channelSlug: channel,
        role,
        invitedById: actor.type === "person" ? actor.id : null,
        createdAt: now,
        expiresAt,
      },
    });
    await writeAudit(tx, now.getTime(), actor, {
      action: "invitation.create",
      channel,
      subject: email,
      detail: { role },
    });
  });
  return { token, expiresAt };
}

/** Notes that the link went to the invited mailbox and to nobody else: who accepts by it reads there. */
export async function noteMailed({ database, clock }: MemberDeps, token: string): Promise<void> {
  await database.invitation.updateMany({
    where: { tokenHash: hashSecretToken(token) },
    data: { mailedAt: new Date(clock.now()) },
  });
}
