import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { endAccess } from "./end-access.ts";
import { hashPassword } from "./password-hash.ts";
import { hashSecretToken } from "./secret-token.ts";

const SPENT = "This link has expired or was used already. Ask for a new one.";

/** Whose password the link sets; null when it is unknown, used or expired. */
export async function findPasswordToken(
  { database, clock }: MemberDeps,
  token: string,
): Promise<{ email: string } | null> {
  const row = await database.passwordToken.findUnique({
    where: { hash: hashSecretToken(token) },
    select: { usedAt: true, expiresAt: true, person: { select: { email: true, disabledAt: true } } },
  });
  if (row === null || row.usedAt !== null || row.expiresAt.getTime() <= clock.now()) return null;
  return row.person.disabledAt === null ? { email: row.person.email } : null;
}

/**
 * Sets the password by a link's token and ends all sessions, other links and connected apps of that person. `not_found`
 * when spent.
 */
export async function setPassword(
  deps: MemberDeps,
  { token, password, name }: { token: string; password: string; name?: string | undefined },
): Promise<{ email: string }> {
  // Hashing takes memory and time: nobody gets it for a made-up token.
  if ((await findPasswordToken(deps, token)) === null) throw new AppError("not_found", SPENT);
  const passwordHash = await hashPassword(password);
  const { database, clock } = deps;
  const hash = hashSecretToken(token);
  const now = new Date(clock.now());
  return database.$transaction(async (tx) => {
    const taken = await tx.passwordToken.updateMany({
      where: { hash, usedAt: null, expiresAt: { gt: now }, person: { disabledAt: null } },
      data: { usedAt: now },
    });
    const row = await tx.passwordToken.findUnique({ where: { hash }, select: { personId: true } });
    if (taken.count === 0 || row === null) throw new AppError("not_found", SPENT);
    await endAccess(tx, row.personId, now);
    const { email } = await tx.person.update({
      where: { id: row.personId },
      data: { passwordHash, ...(name === undefined ? {} : { name }) },
      select: { email: true },
    });
    await writeAudit(
      tx,
      now.getTime(),
      { type: "system" },
      { action: "person.set_password", subject: email },
    );
    return { email };
  });
}
