import { ARCHIVE_GROUP } from "../../pipeline/groups.ts";
import type { TopicState } from "../../stores/event-stream/inspection.ts";

/** After a longer gap between two looks (a machine that slept) nothing is known of the time between. */
const LONGEST_GAP_MS = 60_000;

interface Waiting {
  committed: number;
  /** Records. */
  lag: number;
  /** Watched, milliseconds. */
  stood: number;
}

export interface Standstill {
  /** Of the partition that has stood still longest, milliseconds that somebody watched. */
  stood: number;
  /** In all partitions. */
  records: number;
}

/**
 * For how long the archive has taken nothing although records wait. Its lag says little: it acknowledges whole files, an
 * hour's records at a time.
 */
export class ArchiveStandstill {
  readonly #partitions = new Map<string, Waiting>();
  #looked: number | null = null;

  /** null: no archive ever read these topics. */
  look(topics: readonly TopicState[], now: number): Standstill | null {
    const passed = Math.min(now - (this.#looked ?? now), LONGEST_GAP_MS);
    this.#looked = now;
    let known: Standstill | null = null;
    for (const { topic, groups } of topics)
      for (const { group, partitions } of groups) {
        if (group !== ARCHIVE_GROUP) continue;
        known ??= { stood: 0, records: 0 };
        for (const { partition, committed, lag } of partitions) {
          const stood = this.#stoodAt(`${topic}/${partition}`, { committed, lag, passed });
          known = { stood: Math.max(known.stood, stood), records: known.records + lag };
        }
      }
    return known;
  }

  #stoodAt(
    key: string,
    { committed, lag, passed }: { committed: number; lag: number; passed: number },
  ): number {
    const before = this.#partitions.get(key);
    const isStill = before !== undefined && lag > 0 && before.lag > 0 && before.committed === committed;
    const stood = isStill ? before.stood + passed : 0;
    this.#partitions.set(key, { committed, lag, stood });
    return stood;
  }
}
