import { AppError } from "../errors.ts";
import { writeAudit } from "./audit.ts";
import type { MemberDeps } from "./deps.ts";
import { emailAddress } from "./fields.ts";
import { type LoadedPerson, loadPerson } from "./load-person.ts";
import { verifyAgainstNobody, verifyPassword } from "./password-hash.ts";
import { forgetSignInAttempts, takeSignInAttempt } from "./sign-in-limit.ts";

interface Credentials {
  email: string;
  password: string;
  /** Where the try comes from. */
  address: string;
  /** Whether people of the demo count, whose passwords are public. */
  demo: boolean;
}

/**
 * Signs in by password. Throws `unauthenticated` with one and the same message, after the same work, for a wrong
 * password, an unknown or a disabled account; `rate_limited` after five tries in 15 minutes.
 */
export async function signIn(
  deps: MemberDeps,
  { email, password, address, demo }: Credentials,
): Promise<LoadedPerson> {
  const account = emailAddress.safeParse(email);
  const key = { email: account.success ? account.data : email.trim().toLowerCase().slice(0, 320), address };
  await takeSignInAttempt(deps, key);
  const stored = await deps.database.person.findUnique({
    where: { email: key.email },
    select: { passwordHash: true },
  });
  const hash = stored?.passwordHash ?? null;
  const matches = hash === null ? await verifyAgainstNobody(password) : await verifyPassword(password, hash);
  const loaded = matches ? await loadPerson(deps.database, { email: key.email }) : null;
  if (loaded === null || (loaded.demo && !demo)) {
    throw new AppError("unauthenticated", "This e-mail address and password do not match.");
  }
  await forgetSignInAttempts(deps, key);
  await noteSignIn(deps, loaded, "password");
  return loaded;
}

/** Keeps when and how somebody signed in. */
export async function noteSignIn(
  { database, clock }: MemberDeps,
  { person }: LoadedPerson,
  way: "password" | "oidc" | "demo",
): Promise<void> {
  const now = clock.now();
  await database.person.update({ where: { id: person.id }, data: { lastSignInAt: new Date(now) } });
  await writeAudit(database, now, person, {
    action: "session.create",
    subject: person.email,
    detail: { way },
  });
}
