import { decode } from "next-auth/jwt";
import type { Person } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { loadPerson } from "../members/load-person.ts";
import { SESSION_COOKIES } from "./session-cookie.ts";

interface SessionDeps {
  database: Database;
  secrets: { nextAuthSecret: string };
  config: { DEMO: boolean };
}

/**
 * Who is signed in, read from the database again each time: null once the person is disabled or has a new password, when
 * the token is expired or not ours. `cookie` gives a cookie's value by its name.
 */
export async function sessionPerson(
  { database, secrets, config }: SessionDeps,
  cookie: (name: string) => string | undefined,
): Promise<Person | null> {
  for (const name of SESSION_COOKIES) {
    const value = cookie(name);
    if (value === undefined) continue;
    const token = await decode({ token: value, secret: secrets.nextAuthSecret }).catch(() => null);
    if (typeof token?.sub !== "string") continue;
    const loaded = await loadPerson(database, { id: token.sub });
    if (loaded === null || loaded.sessionVersion !== token.sessionVersion) continue;
    if (config.DEMO || !loaded.demo) return loaded.person;
  }
  return null;
}
