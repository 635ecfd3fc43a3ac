/** Neighbouring bins differ by 1 %, so a bin's middle is within 0.5 % of every duration in it. */
const GROWTH = 1.01;
const LOG_GROWTH = Math.log(GROWTH);

/** Bin 1 begins at 0.01 ms; bin 0 holds what is shorter. A day, the longest duration, is bin 2301. */
const SHORTEST_MS = 0.01;
const BINS = 2_304;

/** The bin of a duration in milliseconds, 0 to 2,303. */
export function binOf(duration: number): number {
  if (duration < SHORTEST_MS) return 0;
  return Math.min(1 + Math.floor(Math.log(duration / SHORTEST_MS) / LOG_GROWTH), BINS - 1);
}

/** SQL for the bin of a duration column, in milliseconds. */
export function binSql(column: string): string {
  return `case when ${column} < ${SHORTEST_MS} then 0
    else least(1 + floor(ln(${column} / ${SHORTEST_MS}) / ${LOG_GROWTH}), ${BINS - 1})::bigint end`;
}

function durationOf(bin: number): number {
  return bin === 0 ? 0 : SHORTEST_MS * GROWTH ** (bin - 1) * ((2 * GROWTH) / (1 + GROWTH));
}

const FEW = 512;

/** Durations as counts per bin; while few, as a plain list, because a chart holds hundreds of these. */
export class DurationSketch {
  private count = 0;
  private few: number[] | null = [];
  private bins: Uint32Array | null = null;

  add(bin: number): void {
    this.addTimes(bin, 1);
  }

  /** Plain loops: a chart adds hundreds of these up. */
  addAll(other: DurationSketch): void {
    if (other.few !== null) for (const bin of other.few) this.addTimes(bin, 1);
    if (other.bins === null) return;
    for (let bin = 0; bin < BINS; bin++) {
      const times = other.bins[bin] ?? 0;
      if (times > 0) this.addTimes(bin, times);
    }
  }

  addTimes(bin: number, times: number): void {
    this.count += times;
    if (this.few !== null && times === 1 && this.few.length < FEW) {
      this.few.push(bin);
      return;
    }
    const bins = this.bins ?? this.spread();
    bins[bin] = (bins[bin] ?? 0) + times;
  }

  /** Bins in use, ascending, with their counts. */
  entries(): [number, number][] {
    if (this.bins === null) {
      const counts = new Map<number, number>();
      for (const bin of this.few ?? []) counts.set(bin, (counts.get(bin) ?? 0) + 1);
      return [...counts].sort(([a], [b]) => a - b);
    }
    const entries: [number, number][] = [];
    for (const [bin, count] of this.bins.entries()) if (count > 0) entries.push([bin, count]);
    return entries;
  }

  private spread(): Uint32Array {
    const bins = new Uint32Array(BINS);
    for (const bin of this.few ?? []) bins[bin] = (bins[bin] ?? 0) + 1;
    this.bins = bins;
    this.few = null;
    return bins;
  }

  /** Durations at these shares (0…1, ascending), interpolated between ranks; null each when there is none. */
  percentiles(shares: readonly number[]): (number | null)[] {
    if (this.count === 0) return shares.map(() => null);
    const at = this.bins === null ? this.listed() : this.counted(this.bins);
    return shares.map((share) => {
      const rank = share * (this.count - 1);
      const below = durationOf(at(Math.floor(rank)));
      const above = durationOf(at(Math.ceil(rank)));
      return below + (above - below) * (rank - Math.floor(rank));
    });
  }

  private listed(): (rank: number) => number {
    const sorted = Uint16Array.from(this.few ?? []).sort();
    return (rank) => sorted[rank] ?? 0;
  }

  /** Ranks are asked for in ascending order, so the walk over the bins goes on where it stopped. */
  private counted(bins: Uint32Array): (rank: number) => number {
    let bin = 0;
    let through = bins[0] ?? 0;
    return (rank) => {
      while (through <= rank && bin < BINS - 1) through += bins[++bin] ?? 0;
      return bin;
    };
  }
}
