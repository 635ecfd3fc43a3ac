import type { Person } from "../../channels/access.ts";
import { loadPerson } from "../../members/load-person.ts";
import { hashSecretToken } from "../../members/secret-token.ts";
import type { IftttDeps } from "../deps.ts";
import { ownReach } from "./reach.ts";

const FORMAT = /^cst_[\w-]{43}$/;
const LAST_USED_STEP_MS = 60_000;

/** Whose access token this is, with their own Channels only; null for one that is unknown or ended. */
export async function verifyToken(
  { database, clock }: IftttDeps,
  token: string,
  { demo }: { demo: boolean },
): Promise<{ person: Person; connectionId: string } | null> {
  if (!FORMAT.test(token)) return null;
  const row = await database.iftttConnection.findUnique({ where: { tokenHash: hashSecretToken(token) } });
  if (row === null || row.revokedAt !== null) return null;
  const loaded = await loadPerson(database, { id: row.personId });
  if (loaded === null || (loaded.demo && !demo)) return null;
  const now = clock.now();
  if (row.lastUsedAt === null || now - row.lastUsedAt.getTime() >= LAST_USED_STEP_MS) {
    const data = { lastUsedAt: new Date(now) };
    await database.iftttConnection.updateMany({ where: { id: row.id }, data });
  }
  return { person: ownReach(loaded.person), connectionId: row.id };
}
