import type { RecipeDeps } from "../alerts/recipes/deps.ts";
import { recommendFirst } from "../alerts/recipes/recommend.ts";
import { type MemberRole, type Person, refuseWhileViewing } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { loadPerson, toMemberRole } from "./load-person.ts";
import { hashPassword } from "./password-hash.ts";
import { hashSecretToken } from "./secret-token.ts";

const SPENT = "This invitation has expired, was withdrawn or was accepted already. Ask for a new one.";

export interface OpenInvitation {
  email: string;
  role: MemberRole;
  channel: string;
  channelName: string;
  /** Whether somebody signs in with that address already; then they accept signed in. */
  hasAccount: boolean;
}

/** What the link offers; null when it is unknown, expired, withdrawn or accepted. */
export async function findInvitation(
  { database, clock }: MemberDeps,
  token: string,
): Promise<OpenInvitation | null> {
  const row = await openInvitation(database, token, clock.now());
  if (row === null) return null;
  const account = await database.person.findUnique({ where: { email: row.email }, select: { id: true } });
  return {
    email: row.email,
    role: toMemberRole(row.role),
    channel: row.channelSlug,
    channelName: row.channel.name,
    hasAccount: account !== null,
  };
}

/** Whoever accepts: somebody signed in, or a new person who chooses a name and a password. */
export type Acceptance = { signedIn: Person } | { name: string; password: string };

/**
 * Makes the invited person a member. A known person must be signed in as themselves: holding a link to a Channel
 * must never be a way into somebody's account. The first owner of a Channel gets its first alert Recipe. Throws `not_found` when spent, `forbidden` for another person.
 */
export async function acceptInvitation(
  { database, clock, destinations }: RecipeDeps,
  token: string,
  acceptance: Acceptance,
): Promise<{ channel: string; email: string }> {
  // Hashing takes memory and time: nobody gets it for a made-up token.
  if ((await openInvitation(database, token, clock.now())) === null) throw new AppError("not_found", SPENT);
  const passwordHash = "password" in acceptance ? await hashPassword(acceptance.password) : null;
  const now = clock.now();
  return database.$transaction(async (tx) => {
    const invitation = await openInvitation(tx, token, now);
    if (invitation === null) throw new AppError("not_found", SPENT);
    const { email, channelSlug } = invitation;
    const role = toMemberRole(invitation.role);
    const personId =
      "signedIn" in acceptance
        ? sameAddress(acceptance.signedIn, email)
        : await newPerson(tx, email, acceptance.name, passwordHash);
    const taken = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: new Date(now), acceptedById: personId },
    });
    if (taken.count === 0) throw new AppError("not_found", SPENT);
    if (invitation.mailedAt !== null) {
      const unproven = { id: personId, mailboxProvenAt: null };
      await tx.person.updateMany({ where: unproven, data: { mailboxProvenAt: new Date(now) } });
    }
    await tx.membership.upsert({
      where: { personId_channelSlug: { personId, channelSlug } },
      create: { personId, channelSlug, role },
      update: { role },
    });
    const actor = "signedIn" in acceptance ? acceptance.signedIn : ({ type: "system" } as const);
    await writeAudit(tx, now, actor, {
      action: "invitation.accept",
      channel: channelSlug,
      subject: email,
      detail: { role },
    });
    const joined = role === "owner" ? await loadPerson(tx, { id: personId }) : null;
    if (joined !== null) await recommendFirst(tx, { clock, destinations }, channelSlug, joined.person);
    return { channel: channelSlug, email };
  });
}

function openInvitation(database: Pick<Database, "invitation">, token: string, now: number) {
  return database.invitation.findFirst({
    where: {
      tokenHash: hashSecretToken(token),
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date(now) },
    },
    include: { channel: { select: { name: true } } },
  });
}

function sameAddress(person: Person, email: string): string {
  refuseWhileViewing(person);
  if (person.email === email) return person.id;
  throw new AppError(
    "forbidden",
    `This invitation is for ${email}, and you are signed in as ${person.email}.`,
  );
}

async function newPerson(
  database: Pick<Database, "person">,
  email: string,
  name: string,
  passwordHash: string | null,
): Promise<string> {
  if ((await database.person.findUnique({ where: { email }, select: { id: true } })) !== null) {
    throw new AppError("forbidden", `${email} has an account already. Sign in, then open the link again.`);
  }
  const person = await database.person.create({ data: { email, name, passwordHash }, select: { id: true } });
  return person.id;
}
