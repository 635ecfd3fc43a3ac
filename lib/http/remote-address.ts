/**
 * The address that the nearest proxy saw, or the socket's when there is none: the last entry of `x-forwarded-for`.
 * Earlier entries are whatever the client claims.
 */
export function remoteAddress(headers: Record<string, string | string[] | undefined>): string {
  const value = headers["x-forwarded-for"];
  const list = Array.isArray(value) ? value.join(",") : (value ?? "");
  return list.split(",").at(-1)?.trim() || "unknown";
}
