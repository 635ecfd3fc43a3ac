/** How far a consumer group is within one partition. */
export interface PartitionProgress {
  partition: number;
  /** The next offset to read. */
  offset: number;
  /** Everything the stream took before this instant is searchable; null: not known yet. Milliseconds. */
  completeTo: number | null;
}

/** Where a partition stood according to the stream, asked at some instant. */
interface Standing {
  partition: number;
  committed: number;
  lag: number;
}

/**
 * Turns acknowledged records and idle partitions into watermarks, and holds each back until the index shows what was
 * written. Records must be reported in order within their partition, after they were durably written.
 */
export class Watermarks {
  readonly #visibilityMs: number;
  readonly #current = new Map<number, PartitionProgress>();
  #waiting: { at: number; rows: PartitionProgress[] }[] = [];

  constructor(visibilityMs: number) {
    this.#visibilityMs = visibilityMs;
  }

  /**
   * The record at `offset`, which the stream took at `appendedAt`, and all before it are written. A producer's stamp may
   * lie ahead: nothing is known of what came after the record was read, at `readAt`.
   */
  handled(partition: number, offset: number, appendedAt: number, readAt: number): void {
    this.#advance({ partition, offset: offset + 1, completeTo: Math.min(appendedAt, readAt) });
  }

  /** What the stream said at or after `asked`: a partition without lag has nothing older than that to come. */
  standing(partitions: Standing[], asked: number): void {
    for (const { partition, committed, lag } of partitions) {
      this.#advance({ partition, offset: committed, completeTo: lag === 0 ? asked : null });
    }
  }

  #advance(next: PartitionProgress): void {
    const known = this.#current.get(next.partition);
    const completeTo = Math.max(known?.completeTo ?? 0, next.completeTo ?? 0);
    this.#current.set(next.partition, { ...next, completeTo: completeTo === 0 ? null : completeTo });
  }

  /** Takes note of where things stand, and answers the newest note that is old enough to be searchable. */
  searchable(now: number): PartitionProgress[] {
    this.#waiting.push({ at: now, rows: [...this.#current.values()] });
    const visible = this.#waiting.filter(({ at }) => at + this.#visibilityMs <= now);
    this.#waiting = this.#waiting.slice(visible.length);
    return visible.at(-1)?.rows ?? [];
  }
}
