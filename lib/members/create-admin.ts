import type { Actor } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { endAccess } from "./end-access.ts";
import { createSecretToken } from "./secret-token.ts";

const VALID_MS = 24 * 60 * 60_000;

/**
 * Makes somebody an admin, new or already known, and a token valid for 24 hours that sets their password. Asked
 * again it makes a new token: the way back in for an admin who lost theirs. Who was no admin until now is signed out
 * everywhere and keeps no password.
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
    if (known !== null && (known.staffRole !== "admin" || known.disabledAt !== null)) {
      // Whoever invited an address could open its link, too: nothing proves that the password is its owner's.
      await tx.person.update({ where: { id: person.id }, data: { passwordHash: null } });
      await endAccess(tx, person.id, new Date(now));
    }
    await tx.passwordToken.create({
      data: { hash, personId: person.id, createdAt: new Date(now), expiresAt },
    });
    await writeAudit(tx, now, actor, { action: "person.make_admin", subject: email });
    return known === null;
  });
  return { token, created, expiresAt };
}
