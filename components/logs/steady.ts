import type { RequestView } from "#lib/events/views.ts";
import { requestKey } from "./request-key.ts";

/**
 * By how many rows what stood at `index` has moved down in the list as it is now; the next that is still there speaks
 * for one that is not. 0 where nothing is left to go by.
 */
export function movedBy(before: readonly RequestView[], now: readonly RequestView[], index: number): number {
  const stood = before[index];
  if (before === now || stood === undefined || stood === now[index]) return 0;
  const places = new Map(now.map((request, place) => [requestKey(request), place]));
  for (let from = index; from < before.length; from++) {
    const request = before[from];
    const place = request === undefined ? undefined : places.get(requestKey(request));
    if (place !== undefined) return place - from;
  }
  return 0;
}
