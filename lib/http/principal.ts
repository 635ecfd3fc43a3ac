import type { Viewer } from "../channels/access.ts";
import { verifyApiKey } from "../members/api-keys/verify.ts";
import { getServer } from "../server.ts";
import { sessionPerson } from "./session.ts";

/**
 * Who asks: the holder of a Bearer API key, else whoever the session cookie names; null for nobody. A request with a
 * wrong key is nobody's, even with a cookie beside it.
 */
export async function principalOf(request: Request): Promise<Viewer | null> {
  const server = await getServer();
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    return key === undefined ? null : verifyApiKey(server, key);
  }
  if (cameFromElsewhere(request)) return null;
  const cookies = parseCookies(request.headers.get("cookie") ?? "");
  return sessionPerson(server, (name) => cookies.get(name));
}

/** A change asked for by another site's page: the cookie came along, but its person did not ask. */
function cameFromElsewhere(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

function parseCookies(header: string): Map<string, string> {
  const pairs = header.split(";").flatMap((part): [string, string][] => {
    const at = part.indexOf("=");
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
  });
  return new Map(pairs);
}
