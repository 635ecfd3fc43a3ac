import { type Actor, channelScope } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { createSecretToken } from "./secret-token.ts";

const VALID_MS = 60 * 60_000;
/** More links within their time help nobody, and fill somebody's mailbox. */
const MOST_OPEN = 3;

interface PasswordToken {
  token: string;
  email: string;
}

/**
 * Makes the token of a link that sets a member's password, for `members:manage` of the Channel. An owner must never
 * hold it: the account may open other Channels. Throws `conflict` for staff, people of the demo, and those whom an
 * identity provider lets in: a password would be a way around it.
 */
export async function passwordTokenForMember(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, personId }: { channel: string; personId: string },
): Promise<PasswordToken> {
  channelScope(actor, "members:manage", channel);
  const now = clock.now();
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from people where id = ${personId}::uuid for update`;
    const member = await tx.membership.findFirst({
      where: { channelSlug: channel, personId },
      include: {
        person: { select: { email: true, staffRole: true, oidcSubject: true, demo: true, disabledAt: true } },
      },
    });
    if (member === null) throw new AppError("not_found", "This person is no member of the Channel.");
    const { email, staffRole, oidcSubject, demo, disabledAt } = member.person;
    if (staffRole !== null || oidcSubject !== null || demo || disabledAt !== null) {
      throw new AppError("conflict", `The password of ${email} is not set from here.`);
    }
    const token = await openToken(tx, personId, now);
    if (token === null) throw new AppError("rate_limited", "There are links for this person. Wait an hour.");
    await writeAudit(tx, now, actor, { action: "person.send_password_link", channel, subject: email });
    return { token, email };
  });
}

/** The same for whoever asks for their own; null for an address that is nobody's, of the demo, signs in through an
 * identity provider, or asked too often. */
export async function passwordTokenForSelf(
  { database, clock }: MemberDeps,
  email: string,
): Promise<PasswordToken | null> {
  const now = clock.now();
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from people where email = ${email} for update`;
    const person = await tx.person.findFirst({
      where: { email, oidcSubject: null, demo: false, disabledAt: null },
    });
    const token = person === null ? null : await openToken(tx, person.id, now);
    if (token === null) return null;
    const action = "person.ask_password_link";
    await writeAudit(tx, now, { type: "system" }, { action, subject: email });
    return { token, email };
  });
}

/**
 * Whoever calls has locked the person before looking at them: one at a time, so that the limit holds, and none for who
 * is linked to an identity provider meanwhile, which ends only the links that it finds.
 */
async function openToken(
  database: Pick<Database, "passwordToken">,
  personId: string,
  now: number,
): Promise<string | null> {
  const open = await database.passwordToken.count({
    where: { personId, usedAt: null, expiresAt: { gt: new Date(now) } },
  });
  if (open >= MOST_OPEN) return null;
  const { token, hash } = createSecretToken();
  await database.passwordToken.create({
    data: { hash, personId, createdAt: new Date(now), expiresAt: new Date(now + VALID_MS) },
  });
  return token;
}
