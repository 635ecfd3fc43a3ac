import { z } from "zod";

export type RawSearchParams = Record<string, string | string[] | undefined>;

const one = z.string().max(4_096).optional().catch(undefined);
const schema = z.object({ next: one, callbackUrl: one, error: one });

/** `next` is a path of ours; next-auth, coming back with an error, names the same as a whole address. */
export function parseSignInParams(raw: RawSearchParams): { next?: string; error?: string } {
  const { next, callbackUrl, error } = schema.parse(raw);
  return { next: next ?? pathOf(callbackUrl), error };
}

function pathOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { pathname, search } = new URL(address);
  return pathname === "/sign-in" ? undefined : `${pathname}${search}`;
}
