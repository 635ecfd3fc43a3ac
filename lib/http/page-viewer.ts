import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Person } from "../channels/access.ts";
import { getServer } from "../server.ts";
import { safePath } from "./safe-path.ts";
import { sessionPerson } from "./session.ts";
import { PATH_HEADER, VIEW_AS_COOKIE } from "./session-cookie.ts";
import { openViewAs } from "./view-as-token.ts";

/** Who looks at the page or calls the server action, or null; read once per request. */
export const optionalPageViewer = cache(async (): Promise<Person | null> => {
  const jar = await cookies();
  return sessionPerson(await getServer(), (name) => jar.get(name)?.value);
});

/** Who looks at the page; anybody else is led to sign-in and back. */
export async function pageViewer(): Promise<Person> {
  const viewer = await optionalPageViewer();
  if (viewer !== null) return viewer;
  const path = safePath((await headers()).get(PATH_HEADER));
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** For how many milliseconds support goes on viewing as a partner; 0: not at all. */
export async function viewingLastsMs(): Promise<number> {
  const [{ secrets, clock }, jar] = await Promise.all([getServer(), cookies()]);
  const now = clock.now();
  const view = await openViewAs(secrets.nextAuthSecret, jar.get(VIEW_AS_COOKIE)?.value, now);
  return (view?.until ?? now) - now;
}
