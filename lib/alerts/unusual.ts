/** A measure of a Channel, in equal steps of time. */
export interface Point {
  /** Start of the step, milliseconds since 1970. */
  at: number;
  value: number;
}

/** How far from usual is unusual, in spreads of the reference. */
export const DEVIATIONS = { low: 4, medium: 3, high: 2 } as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Of each past day this much around the same time of day, */
const AROUND = 30 * MINUTE;
const DAYS = 14;
const FEWEST_DAYS = 2;
/** and of today the last hours, without what may be the begin of the same incident. */
const LAST_HOURS = 6 * 60 * MINUTE;
const JUST_NOW = 30 * MINUTE;

/** Means over so many steps: one that sees a sudden change, and one that sees a small one which stays. */
export const SCALES: readonly number[] = [3, 12];
/** What is compared lies at least so far apart, however short the steps are. */
const APART = 5 * MINUTE;
/** A constant series has no spread; less than this share of its level is never unusual. */
const LEAST_SPREAD = 0.05;
const TAIL = 0.95;

/**
 * What is usual for a measure, learned from its own past: the same time of day on earlier days, and how the last hours
 * differed from that. Points ascend. Up and down have spreads of their own, because counts and durations are skewed.
 * Measured in docs/alert-quality.md.
 */
export class UsualCourse {
  readonly #points: readonly Point[];
  readonly #scales: readonly number[];
  readonly #usual = new Map<string, number | null>();

  /** `scales`: over how many steps means are taken; of several, the farthest from usual counts. */
  constructor(points: readonly Point[], scales: readonly number[] = SCALES) {
    this.#points = points;
    this.#scales = scales;
  }

  /** How far a step is from usual, in spreads, as the largest of all scales; null without two days of past. */
  deviationAt(at: number): number | null {
    const place = indexFrom(this.#points, at);
    if (this.#points[place]?.at !== at) return null;
    const deviations = this.#scales.map((scale) => this.#deviation(place, scale));
    return deviations.reduce((most, each) => (most === null || each === null ? null : Math.max(most, each)));
  }

  #deviation(place: number, scale: number): number | null {
    const usual = this.#usualAt(place, scale);
    if (usual === null) return null;
    const differences = [
      ...this.#sameTime(place, scale).map((mean) => mean - usual),
      ...this.#lately(place, scale),
    ];
    differences.sort((a, b) => a - b);
    const center = quantile(differences, 0.5);
    const distances = differences.map((each) => Math.abs(each - center)).sort((a, b) => a - b);
    const difference = this.#mean(place, scale) - usual - center;
    const tail = Math.abs(quantile(differences, difference > 0 ? TAIL : 1 - TAIL) - center);
    // 1.4826 makes a median distance comparable to a standard deviation.
    const spread = Math.max(
      tail,
      2 * 1.4826 * quantile(distances, 0.5),
      LEAST_SPREAD * Math.abs(usual + center),
    );
    if (spread === 0) return difference === 0 ? 0 : Number.POSITIVE_INFINITY;
    return Math.abs(difference) / spread;
  }

  /** The median of the same time on earlier days; null while there are too few. */
  #usualAt(place: number, scale: number): number | null {
    const key = `${place}/${scale}`;
    const known = this.#usual.get(key);
    if (known !== undefined) return known;
    const means = this.#sameTime(place, scale).sort((a, b) => a - b);
    const usual = means.length === 0 ? null : quantile(means, 0.5);
    this.#usual.set(key, usual);
    return usual;
  }

  #sameTime(place: number, scale: number): number[] {
    const [first, at] = [this.#points[0]?.at ?? 0, this.#points[place]?.at ?? 0];
    const means: number[] = [];
    let days = 0;
    for (let day = 1; day <= DAYS && at - day * DAY - AROUND >= first; day++) {
      const then = at - day * DAY;
      const before = means.length;
      this.#each(then - AROUND, then + AROUND, (each) => means.push(this.#mean(each, scale)));
      if (means.length > before) days += 1;
    }
    return days < FEWEST_DAYS ? [] : means;
  }

  /** How the last hours differed from what was usual then. */
  #lately(place: number, scale: number): number[] {
    const at = this.#points[place]?.at ?? 0;
    const differences: number[] = [];
    this.#each(at - LAST_HOURS, at - JUST_NOW, (each) => {
      const usual = this.#usualAt(each, scale);
      if (usual !== null) differences.push(this.#mean(each, scale) - usual);
    });
    return differences;
  }

  /** Of the last `scale` steps, or of this one alone where the series is younger. */
  #mean(place: number, scale: number): number {
    if (place + 1 < scale) return this.#points[place]?.value ?? 0;
    let sum = 0;
    for (let each = place - scale + 1; each <= place; each++) sum += this.#points[each]?.value ?? 0;
    return sum / scale;
  }

  /** Places of points from one time to another, both included, as far apart as they are to lie. */
  #each(from: number, to: number, see: (place: number) => void): void {
    let next = from;
    for (let place = indexFrom(this.#points, from); (this.#points[place]?.at ?? to + 1) <= to; place++) {
      const at = this.#points[place]?.at ?? to;
      if (at < next) continue;
      see(place);
      next = at + APART;
    }
  }
}

/** Place of the first point at or after a time. */
function indexFrom(points: readonly Point[], at: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of ascending values, linear between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place % 1);
}
