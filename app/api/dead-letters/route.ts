import { findLetters } from "#lib/dead-letters/find.ts";
import { deadLetterFilter, deadLetterParams } from "#lib/http/dead-letter-filter.ts";
import { route } from "#lib/http/route.ts";

/** For the page of dead letters alone: no part of the public API. */
export const GET = route({ query: deadLetterParams }, async ({ server, viewer, query }) => ({
  data: await findLetters(server, viewer, deadLetterFilter(query, server)),
}));
