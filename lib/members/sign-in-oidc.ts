import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { endAccess } from "./end-access.ts";
import { emailAddress } from "./fields.ts";
import { type LoadedPerson, loadPerson } from "./load-person.ts";
import { noteSignIn } from "./sign-in.ts";

interface OidcIdentity {
  issuer: string;
  subject: string;
  email: string | undefined;
  emailVerified: boolean;
}

export const oidcSubjectOf = (issuer: string, subject: string): string => `${issuer}|${subject}`;

/**
 * Signs in whom the identity provider vouches for: by its subject once linked, before that by verified e-mail. Throws
 * `unauthenticated` for people whom nobody invited, `forbidden` without a verified address.
 */
export async function signInByOidc(deps: MemberDeps, identity: OidcIdentity): Promise<LoadedPerson> {
  const oidcSubject = oidcSubjectOf(identity.issuer, identity.subject);
  const linked = await deps.database.person.findUnique({ where: { oidcSubject }, select: { id: true } });
  const id = linked?.id ?? (await linkByEmail(deps, identity, oidcSubject));
  const loaded = await loadPerson(deps.database, { id });
  if (loaded === null)
    throw new AppError("unauthenticated", "This account is disabled. Ask an administrator.");
  await noteSignIn(deps, loaded, "oidc");
  return loaded;
}

async function linkByEmail(
  { database, clock }: MemberDeps,
  identity: OidcIdentity,
  oidcSubject: string,
): Promise<string> {
  const email = emailAddress.safeParse(identity.email);
  if (!email.success || !identity.emailVerified) {
    throw new AppError("forbidden", "Your identity provider did not confirm an e-mail address for you.");
  }
  const person = await database.person.findUnique({ where: { email: email.data } });
  if (person === null || person.demo || (person.oidcSubject !== null && person.oidcSubject !== oidcSubject)) {
    throw new AppError(
      "unauthenticated",
      "Nobody has invited you yet. Ask a Channel's owner for an invitation.",
    );
  }
  const now = new Date(clock.now());
  await database.$transaction(async (tx) => {
    // Until now nobody proved that the address is theirs: a password set by somebody else must not stay behind, nor a
    // link by which one can be set, nor an app that somebody else let in.
    await tx.person.update({
      where: { id: person.id },
      data: { oidcSubject, passwordHash: null, mailboxProvenAt: now },
    });
    await endAccess(tx, person.id, now);
    await writeAudit(
      tx,
      now.getTime(),
      { type: "system" },
      { action: "person.link_oidc", subject: person.email },
    );
  });
  return person.id;
}
