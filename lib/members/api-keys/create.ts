import { type Actor, channelScope, KEY_SCOPES, type KeyScope, requireStaff } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../audit.ts";
import type { MemberDeps } from "../deps.ts";
import { createSecretToken } from "../secret-token.ts";

/** Enough to tell keys apart, and nothing towards guessing one. */
const SHOWN_CHARACTERS = 10;

interface NewKey {
  name: string;
  /** Null: every Channel; only for the operator. */
  channel: string | null;
  scopes: readonly KeyScope[];
}

/**
 * Makes a key: `csk_` and 32 random bytes. This answer is the only place that ever has it; the database keeps its
 * SHA-256. Throws `not_found` or `forbidden` without the right `keys:manage`.
 */
export async function createApiKey(
  { database, clock }: MemberDeps,
  actor: Actor,
  { name, channel, scopes }: NewKey,
): Promise<{ id: string; key: string }> {
  if (channel === null) requireStaff(actor, "channels:register");
  else channelScope(actor, "keys:manage", channel);
  const { token: key, hash } = createSecretToken("csk_");
  const now = clock.now();
  const id = await database.$transaction(async (tx) => {
    if (channel !== null && (await tx.channel.findUnique({ where: { slug: channel } })) === null) {
      throw new AppError("not_found", `There is no Channel ${channel}.`);
    }
    const row = await tx.apiKey.create({
      data: {
        name,
        prefix: key.slice(0, SHOWN_CHARACTERS),
        hash,
        scopes: KEY_SCOPES.filter((scope) => scopes.includes(scope)),
        channelSlug: channel,
        createdById: actor.type === "person" ? actor.id : null,
        createdAt: new Date(now),
      },
      select: { id: true },
    });
    await writeAudit(tx, now, actor, {
      action: "api_key.create",
      subject: row.id,
      detail: { name, scopes: [...scopes] },
      ...(channel === null ? {} : { channel }),
    });
    return row.id;
  });
  return { id, key };
}
