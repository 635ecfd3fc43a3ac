/** Where to go when no place was asked for, or none that is ours. */
const HOME = "/channels";

/**
 * The path on this site that a `next` parameter names, or the home page: never another host, however it is spelled
 * (`//evil.example`, `/\evil.example`, `https:evil.example`, a tab in between).
 */
export function safePath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || /[\\\p{Cc}]/u.test(next)) return HOME;
  const base = "http://this.invalid";
  if (!URL.canParse(next, base)) return HOME;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}
