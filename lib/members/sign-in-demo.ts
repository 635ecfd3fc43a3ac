import { AppError } from "../errors.ts";
import type { MemberDeps } from "./deps.ts";
import { type LoadedPerson, loadPerson } from "./load-person.ts";
import { noteSignIn } from "./sign-in.ts";

/**
 * Signs in one of the demo's people without a password; nobody else, whatever the address. Only for DEMO=on. Throws
 * `unavailable` for somebody who is not there, as nobody is before the demo is seeded.
 */
export async function signInAsDemo(deps: MemberDeps, email: string): Promise<LoadedPerson> {
  const row = await deps.database.person.findFirst({ where: { email, demo: true }, select: { id: true } });
  const loaded = row === null ? null : await loadPerson(deps.database, row);
  if (loaded === null) throw new AppError("unavailable", "The demo has no such person yet.");
  await noteSignIn(deps, loaded, "demo");
  return loaded;
}
