const HALF_HOUR = 1_800_000;
/** What a person of support looks at first, unless the address says otherwise. */
const SUPPORT_RANGE = "24h";

const query = (params: Record<string, string>) => new URLSearchParams(params).toString();

export const userHref = (pseudonym: string) =>
  `/support/users/${encodeURIComponent(pseudonym)}?range=${SUPPORT_RANGE}`;

export const recipeHref = (id: string) => `/support/recipes/${encodeURIComponent(id)}?range=${SUPPORT_RANGE}`;

/** The request, open in its Channel's Logs among what came just before and after it. */
export function requestHref({ id, at, channel }: { id: string; at: number; channel: string }): string {
  const instant = (time: number) => new Date(time).toISOString();
  const around = { from: instant(at - HALF_HOUR), to: instant(at + HALF_HOUR) };
  return `/channels/${channel}/logs?${query({ ...around, event: id, at: instant(at) })}`;
}
