import { decode, encode } from "next-auth/jwt";

/** Long enough for a letter's question; who forgets to stop is themselves again after it. */
export const VIEW_AS_SECONDS = 60 * 60;

/** Keeps these tokens and session tokens from standing in for each other. */
const SALT = "view-as";

interface ViewAs {
  /** Who views. */
  personId: string;
  channel: string;
}

export function sealViewAs(secret: string, { personId, channel }: ViewAs): Promise<string> {
  return encode({ token: { sub: personId, channel }, secret, salt: SALT, maxAge: VIEW_AS_SECONDS });
}

/** With the instant of its end; null for none, and for one that is expired or not ours. */
export async function openViewAs(
  secret: string,
  token: string | undefined,
  now: number,
): Promise<(ViewAs & { until: number }) | null> {
  if (token === undefined) return null;
  const opened = await decode({ token, secret, salt: SALT }).catch(() => null);
  if (typeof opened?.sub !== "string" || typeof opened.channel !== "string") return null;
  // To the second: what decodes it forgives a few, in which the page would say that it is over and load itself again.
  const until = Number(opened.exp) * 1_000;
  return now < until ? { personId: opened.sub, channel: opened.channel, until } : null;
}
