import { MOST_AFFECTED } from "#lib/events/limits.ts";
import type { AffectedView } from "#lib/events/views.ts";

const AT_A_GLANCE = 8;
const PAGE_SIZE = 50;

type Row = AffectedView["users"][number];

/** Those that are known, most failures first. */
export interface KnownRows {
  rows: readonly Row[];
  /** Whether there are no others. */
  whole: boolean;
}

interface ShownPage {
  /** null holds the place of one that is on its way. */
  rows: (Row | null)[];
  /** Whether there are more than a glance shows. */
  more: boolean;
  /** Within what there is, whatever page was asked for. */
  page: number;
  pageSize: number;
  /** How many can be paged through. */
  total: number;
}

/** Which of those affected are shown: a glance (`page` null), or a page of all. `counted` is about how many there are. */
export function shownPage(known: KnownRows | null, counted: number, page: number | null): ShownPage {
  const read = known?.rows.length ?? 0;
  const total = known?.whole ? read : Math.min(Math.max(counted, read), MOST_AFFECTED);
  const pageSize = page === null ? AT_A_GLANCE : PAGE_SIZE;
  const last = Math.max(0, Math.ceil(total / pageSize) - 1);
  const at = Math.min(page ?? 0, last);
  const places = Array.from({ length: Math.min(pageSize, total - at * pageSize) }, (_, place) => place);
  const rows = places.map((place) => known?.rows[at * pageSize + place] ?? null);
  return { rows, more: total > AT_A_GLANCE, page: at, pageSize, total };
}
