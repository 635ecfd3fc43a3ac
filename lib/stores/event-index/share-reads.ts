import type { Clock } from "../../clock.ts";
import type { EventQuery } from "../../events/query/types.ts";
import type { EventIndexReader } from "./port.ts";

/** An answer is given again for so long after its question was put; while that is under way, for longer. */
const REUSE_MS = 1_000;
/** Beyond so many, the oldest answer is asked for anew; never one that is still under way. */
const MOST_KEPT = 200;

interface Read {
  answer: Promise<unknown>;
  askedAt: number;
  underWay: boolean;
}

/** Whoever may see the same Channels, asks for the same range and sets the same conditions gets the same answer. */
function keyOf(method: keyof EventIndexReader, { scope, from, to, where }: EventQuery, rest: unknown[]) {
  const channels = scope.channels === "all" ? "all" : [...scope.channels].sort((a, b) => (a < b ? -1 : 1));
  return JSON.stringify([method, channels, from, to, where, rest]);
}

/**
 * An index of which equal questions cost one: they share an answer that is under way, and one that was asked for within
 * the last second. Answers are shared, so nobody may change them. What failed is not kept.
 */
export function shareReads(index: EventIndexReader, clock: Clock): EventIndexReader {
  const reads = new Map<string, Read>();

  function forgetOld(now: number): void {
    for (const [key, { askedAt, underWay }] of reads) {
      if (underWay) continue;
      if (now - askedAt < REUSE_MS && reads.size < MOST_KEPT) return;
      reads.delete(key);
    }
  }

  function forget(key: string, read: Read): void {
    if (reads.get(key) === read) reads.delete(key);
  }

  function share<T>(key: string, ask: () => Promise<T>, { keep = true } = {}): Promise<T> {
    const now = clock.now();
    const known = reads.get(key);
    if (known !== undefined && (known.underWay || now - known.askedAt < REUSE_MS)) {
      return known.answer as Promise<T>;
    }
    reads.delete(key);
    forgetOld(now);
    const answer = ask();
    const read: Read = { answer, askedAt: now, underWay: true };
    reads.set(key, read);
    answer.then(
      () => {
        read.underWay = false;
        if (!keep) forget(key, read);
      },
      () => forget(key, read),
    );
    return answer;
  }

  return {
    // Requests are large: they are shared while they are read, never kept. A further page is one reader's own.
    search: (query, page) =>
      page.cursor === undefined
        ? share(keyOf("search", query, [page]), () => index.search(query, page), { keep: false })
        : index.search(query, page),
    health: (query, options) => share(keyOf("health", query, [options]), () => index.health(query, options)),
    groups: (query, options) => share(keyOf("groups", query, [options]), () => index.groups(query, options)),
    signatures: (query, options) =>
      share(keyOf("signatures", query, [options]), () => index.signatures(query, options)),
    facets: (query, fields, limit) =>
      share(keyOf("facets", query, [fields, limit]), () => index.facets(query, fields, limit)),
  };
}
