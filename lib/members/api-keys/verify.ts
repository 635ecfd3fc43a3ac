import { KEY_SCOPES, type KeyHolder } from "../../channels/access.ts";
import type { MemberDeps } from "../deps.ts";
import { hashSecretToken } from "../secret-token.ts";

const FORMAT = /^csk_[\w-]{43}$/;
/** A key in steady use costs one write a minute, not one a request. */
const LAST_USED_STEP_MS = 60_000;

/** Whose key this is; null for one that is unknown or revoked. */
export async function verifyApiKey({ database, clock }: MemberDeps, key: string): Promise<KeyHolder | null> {
  if (!FORMAT.test(key)) return null;
  const row = await database.apiKey.findUnique({ where: { hash: hashSecretToken(key) } });
  if (row === null || row.revokedAt !== null) return null;
  const now = clock.now();
  if (row.lastUsedAt === null || now - row.lastUsedAt.getTime() >= LAST_USED_STEP_MS) {
    await database.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(now) } });
  }
  return {
    type: "key",
    id: row.id,
    channel: row.channelSlug,
    scopes: KEY_SCOPES.filter((scope) => row.scopes.includes(scope)),
  };
}
