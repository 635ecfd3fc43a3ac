import type { EventIndexReader } from "../stores/event-index/port.ts";

/** The same index, counting the questions it is asked. */
export function countingIndex(index: EventIndexReader): { index: EventIndexReader; asked: () => number } {
  let asked = 0;
  const count = <A extends unknown[], T>(ask: (...args: A) => Promise<T>) => {
    return (...args: A) => {
      asked += 1;
      return ask(...args);
    };
  };
  const { search, health, groups, signatures, facets } = index;
  return {
    index: {
      search: count(search),
      health: count(health),
      groups: count(groups),
      signatures: count(signatures),
      facets: count(facets),
    },
    asked: () => asked,
  };
}
