import { remindersLink, setReminded } from "#lib/alerts/destinations/reminders.ts";
import { problemOf } from "#lib/http/problem.ts";
import { getServer } from "#lib/server.ts";

/** What people open: the page with the button. */
export function GET(request: Request): Response {
  const { search } = new URL(request.url);
  return new Response(null, { status: 307, headers: { location: `/unsubscribe${search}` } });
}

/** What mail programs send for their own button (RFC 8058). */
export async function POST(request: Request): Promise<Response> {
  try {
    const { database, destinations } = await getServer();
    const link = remindersLink.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    const known = link.success && (await setReminded(database, link.data, destinations.encryptionKey, false));
    return new Response(null, { status: known ? 200 : 404 });
  } catch (error) {
    return problemOf(error, null);
  }
}
