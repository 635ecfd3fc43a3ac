import type { Actor } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { createSecretToken } from "./secret-token.ts";

const VALID_MS = 24 * 60 * 60_000;

/**
 * Makes somebody an admin, new or already known, and a token valid for 24 hours that sets their password. Asked
 * again it makes a new token: the way back in for an admin who lost theirs.
 */
export async function createAdmin(
  { database, clock }: MemberDeps,
  actor: Actor & { type: "operator" },
  email: string,
): Promise<{ token: string; created: boolean; expiresAt: Date }> {
  const { token, hash } = createSecretToken();
  const now = clock.now();
  const expiresAt = new Date(now + VALID_MS);
  const created = await database.$transaction(async (tx) => {
    const known = await tx.person.findUnique({ where: { email } });
    if (known?.demo) throw new AppError("conflict", `${email} belongs to the demo. Choose another address.`);
    const person = await tx.person.upsert({
      where: { email },
      create: { email, staffRole: "admin" },
      update: { staffRole: "admin", disabledAt: null },
    });
    await tx.passwordToken.create({
      data: { hash, personId: person.id, createdAt: new Date(now), expiresAt },
    });
    await writeAudit(tx, now, actor, { action: "person.make_admin", subject: email });
    return known === null;
  });
  return { token, created, expiresAt };
}
