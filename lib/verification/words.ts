import { formatCount } from "../format/number.ts";
import type { Sums } from "./types.ts";

/** Names that a sentence can bear. */
const MOST_NAMED = 3;

/** `2026-11-28 13:00 UTC`. */
export const hourInWords = (hour: number) =>
  `${new Date(hour).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** `a`, `a and b`, `a, b and 4 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const rest = names.length - shown.length;
  const all = rest === 0 ? [...shown] : [...shown, `${formatCount(rest)} more`];
  return all.join(", ").replace(/, (?=[^,]*$)/, " and ");
}

interface Compared {
  store: string;
  source: Sums;
  here: Sums;
  /** `events of api-requests`. */
  what: string;
  /** `of 2026-11-28 13:00 UTC`, or nothing. */
  when: string;
}

/** What two sums that differ mean. */
export function differenceInWords({ store, source, here, what, when }: Compared): string {
  const place = when === "" ? "" : ` ${when}`;
  const missing = source.rows - here.rows;
  if (here.rows === 0) return `The ${store} has lost all ${formatCount(source.rows)} ${what}${place}`;
  if (source.rows > 0 && here.rows % source.rows === 0 && here.rows > source.rows) {
    const times = here.rows / source.rows;
    if (here.checksum === source.checksum * times)
      return `The ${store} has the ${formatCount(source.rows)} ${what}${place} ${times === 2 ? "twice" : `${formatCount(times)} times`}: they were loaded more than once`;
  }
  if (missing > 0)
    return `The ${store} lacks ${formatCount(missing)} of ${formatCount(source.rows)} ${what}${place}`;
  if (missing < 0) return `The ${store} has ${formatCount(-missing)} ${what}${place} too many`;
  return `The ${store} has as many ${what}${place}, ${formatCount(source.rows)}, but not the same: at least one was changed`;
}
