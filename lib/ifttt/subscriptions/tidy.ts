import type { IftttDeps } from "../deps.ts";
import { forgetTriggers } from "./forget.ts";

const DAY_MS = 86_400_000;
/** Engines poll hourly, and delete what they no longer need; one that vanished leaves its triggers behind. */
const UNPOLLED_MS = 30 * DAY_MS;

/** Forgets triggers that nobody polls any more or whose connection has ended, and codes that nobody redeemed. */
export async function tidy(deps: IftttDeps): Promise<void> {
  const now = deps.clock.now();
  const dayAgo = new Date(now - DAY_MS);
  await forgetTriggers(deps, {
    OR: [{ polledAt: { lt: new Date(now - UNPOLLED_MS) } }, { connection: { revokedAt: { not: null } } }],
  });
  await deps.database.iftttConnection.deleteMany({
    where: { tokenHash: null, codeExpiresAt: { lt: dayAgo } },
  });
}
