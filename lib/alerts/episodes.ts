/** One continuous breach, both ends included: milliseconds since 1970. */
export interface Episode {
  from: number;
  to: number;
}

export interface Reading {
  at: number;
  /** null: nothing can be said. */
  value: number | null;
}

export interface EpisodeRules {
  /** Begins at or above this, */
  threshold: number;
  /** and goes on while the value is at or above this share of it. */
  stays: number;
  /** Ends only after so long below: one incident is not many. */
  keepMs: number;
}

/** When a measure was in breach, from readings in order of time; looks at none before its time. */
export function episodesOf(
  readings: Iterable<Reading>,
  { threshold, stays, keepMs }: EpisodeRules,
): Episode[] {
  const episodes: Episode[] = [];
  let current: Episode | null = null;
  for (const { at, value } of readings) {
    if (current !== null && at - current.to > keepMs) current = null;
    const limit: number = current === null ? threshold : threshold * stays;
    if (value === null || value < limit) continue;
    if (current === null) {
      current = { from: at, to: at };
      episodes.push(current);
    } else current.to = at;
  }
  return episodes;
}
