import { decode } from "next-auth/jwt";
import { canAsStaff, type Person, viewAs } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import { loadPerson } from "../members/load-person.ts";
import { SESSION_COOKIES, VIEW_AS_COOKIE } from "./session-cookie.ts";
import { openViewAs } from "./view-as-token.ts";

interface SessionDeps {
  database: Database;
  clock: Clock;
  secrets: { nextAuthSecret: string };
  config: { DEMO: boolean };
}

/**
 * Who is signed in, read from the database again each time: null once the person is disabled or has a new password, when
 * the token is expired or not ours. Support that views as a partner is restricted to that. `cookie` gives a cookie's value by its name.
 */
export async function sessionPerson(
  { database, clock, secrets, config }: SessionDeps,
  cookie: (name: string) => string | undefined,
): Promise<Person | null> {
  for (const name of SESSION_COOKIES) {
    const value = cookie(name);
    if (value === undefined) continue;
    const token = await decode({ token: value, secret: secrets.nextAuthSecret }).catch(() => null);
    if (typeof token?.sub !== "string") continue;
    const loaded = await loadPerson(database, { id: token.sub });
    if (loaded === null || loaded.sessionVersion !== token.sessionVersion) continue;
    if (!config.DEMO && loaded.demo) continue;
    const view = await openViewAs(secrets.nextAuthSecret, cookie(VIEW_AS_COOKIE), clock.now());
    return restricted(loaded.person, view);
  }
  return null;
}

/** Counts only for whom it was made, and while they still may. */
function restricted(person: Person, view: { personId: string; channel: string } | null): Person {
  const valid = view !== null && view.personId === person.id && canAsStaff(person, "support:view-as");
  return valid ? viewAs(person, view.channel) : person;
}
