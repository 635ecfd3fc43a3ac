import type { Found } from "#lib/support/look-up.ts";
import { recipeHref, requestHref, userHref } from "./links.ts";

/** Where to go at once when a text names exactly one thing. */
export function onlyHref({ users, recipes, requests, channels }: Found): string | null {
  const hrefs = [
    ...users.map(({ pseudonym }) => userHref(pseudonym)),
    ...recipes.map(({ id }) => recipeHref(id)),
    ...requests.map(requestHref),
    ...channels.map(({ slug }) => `/channels/${slug}/health`),
  ];
  return hrefs.length === 1 ? (hrefs[0] ?? null) : null;
}
