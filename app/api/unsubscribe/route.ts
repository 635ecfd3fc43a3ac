import { unsubscribe } from "#lib/alerts/destinations/unsubscribe.ts";
import { problemOf } from "#lib/http/problem.ts";
import { getServer } from "#lib/server.ts";

const linkOf = ({ searchParams }: URL) => ({
  d: searchParams.get("d") ?? "",
  s: searchParams.get("s") ?? "",
});

/** What people open: the page with the button. */
export function GET(request: Request): Response {
  const { search } = new URL(request.url);
  return new Response(null, { status: 307, headers: { location: `/unsubscribe${search}` } });
}

/** What mail programs send for their own button (RFC 8058). */
export async function POST(request: Request): Promise<Response> {
  try {
    const { database, destinations } = await getServer();
    const known = await unsubscribe(database, linkOf(new URL(request.url)), destinations.encryptionKey);
    return new Response(null, { status: known ? 200 : 404 });
  } catch (error) {
    return problemOf(error, null);
  }
}
