import type { Database } from "../database/client.ts";
import { revokeConnections } from "../ifttt/oauth/revoke.ts";

/**
 * Ends every way into the account that may be somebody else's: sessions, links that set a password, connected apps.
 * The password is for the caller to replace, in the same transaction.
 */
export async function endAccess(
  database: Pick<Database, "person" | "passwordToken" | "iftttConnection">,
  personId: string,
  now: Date,
): Promise<void> {
  await database.person.update({ where: { id: personId }, data: { sessionVersion: { increment: 1 } } });
  await database.passwordToken.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now } });
  await revokeConnections(database, { personId }, now);
}
