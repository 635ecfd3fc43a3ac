import type { HistogramView } from "#lib/events/views.ts";
import { formatPlural } from "#lib/format/number.ts";

/** What was last told of which search. */
export interface Announcement {
  search: string | null;
  words: string;
}

export const NOTHING_SAID: Announcement = { search: null, words: "" };

/**
 * What a screen reader is told of a search: what it found at first. Renewing the same search tells nothing; `search`
 * null, while another one's figures still stand there, neither.
 */
export function announce(
  said: Announcement,
  search: string | null,
  view: Pick<HistogramView, "total" | "users"> | undefined,
): Announcement {
  if (search === null || view === undefined || said.search === search) return said;
  return {
    search,
    words: `Found ${formatPlural(view.total, "request")} of ${formatPlural(view.users, "user")}`,
  };
}
