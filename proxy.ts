import { type NextRequest, NextResponse } from "next/server";
import { type SecurityHeaders, securityHeaders } from "#lib/http/security-headers.ts";
import { PATH_HEADER, SESSION_COOKIES } from "#lib/http/session-cookie.ts";

/** Whoever asks here brings a key or a token of their own, and no session. */
const API_PATHS = /^\/(api\/|metrics$|ifttt\/v1\/|ifttt\/oauth\/token$)/;
const OPEN_PAGES = /^\/(sign-in|set-password|reset-password|invitation|confirm-destination|unsubscribe)$/;

/**
 * Headers for everything, and a short way to sign-in for whoever has no session at all. It guards nothing: each page
 * and route asks the access module itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search, protocol } = request.nextUrl;
  const isApi = API_PATHS.test(pathname);
  const https = (request.headers.get("x-forwarded-proto") ?? protocol).startsWith("https");
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const security = securityHeaders({ nonce, https, development: process.env.NODE_ENV === "development" });
  const response =
    isApi || OPEN_PAGES.test(pathname) || hasSession(request)
      ? forward(request, security, pathname + search)
      : NextResponse.redirect(signInUrl(request, pathname + search), 307);
  for (const [name, value] of Object.entries(security)) response.headers.set(name, value);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

/** Next puts the nonce of the request's own policy on its scripts. */
function forward(request: NextRequest, security: SecurityHeaders, path: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", security["Content-Security-Policy"]);
  headers.set(PATH_HEADER, path);
  return NextResponse.next({ request: { headers } });
}

function hasSession(request: NextRequest): boolean {
  return SESSION_COOKIES.some((name) => request.cookies.has(name));
}

function signInUrl(request: NextRequest, path: string): URL {
  const url = request.nextUrl.clone();
  url.pathname = "/sign-in";
  url.search = path === "/" ? "" : `?next=${encodeURIComponent(path)}`;
  return url;
}

/** Static files carry no data; uploads of events are left alone, because a proxied body is buffered and cut at 10 MB. */
export const config = {
  matcher: ["/((?!_next/static|_next/image|icon.svg|favicon.ico|api/v1/events$|api/v1/interactions$).*)"],
};
