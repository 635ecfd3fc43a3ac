import type { IndexPart } from "../stores/event-index/port.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long nobody must have written to a part before it is settled: longer the older it is, so that events that trickle
 * in late do not have it settled again for each of them.
 */
const QUIET = { least: 10 * MINUTE, shareOfAge: 0.25, most: 6 * HOUR };

/** Remembers since when each part has not been written to. A new process has to watch anew. */
export class QuietParts {
  #seen = new Map<string, { writes: number; since: number }>();

  /** Takes note of the parts as they are now, and answers those that are due to be settled, newest first. */
  due(parts: readonly IndexPart[], now: number): IndexPart[] {
    const seen = new Map<string, { writes: number; since: number }>();
    const due: IndexPart[] = [];
    for (const part of parts) {
      const key = `${part.from}-${part.to}`;
      const before = this.#seen.get(key);
      const since = before?.writes === part.writes ? before.since : now;
      seen.set(key, { writes: part.writes, since });
      if (!part.settled && now - Math.max(since, part.to) >= quietFor(now - part.to)) due.push(part);
    }
    this.#seen = seen;
    return due.reverse();
  }
}

function quietFor(age: number): number {
  return Math.min(QUIET.most, Math.max(QUIET.least, age * QUIET.shareOfAge));
}
