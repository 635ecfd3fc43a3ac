const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;

/** How much of a past has to be known, hour by hour, before the present, milliseconds. */
export const USUAL_LOOK_BACK = 2 * DAYS * DAY + 2 * HOUR;

/**
 * Requests that there usually are from one instant to another, by counts of hours: the median of that time on the last
 * seven days, or what that time had a week ago where that is less, so that nobody is woken on a quiet Saturday.
 */
export class UsualTraffic {
  readonly #perHour: ReadonlyMap<number, number>;
  readonly #begins: number;

  /** By the hour's first instant, milliseconds since 1970; hours without requests may be left out. */
  constructor(perHour: ReadonlyMap<number, number>) {
    this.#perHour = perHour;
    this.#begins = [...perHour].reduce(
      (first, [hour, requests]) => (requests > 0 ? Math.min(first, hour) : first),
      Number.POSITIVE_INFINITY,
    );
  }

  /** In [from, to), milliseconds since 1970. */
  between(from: number, to: number): number {
    const days = Array.from({ length: DAYS }, (_, day) => (day + 1) * DAY).map((ago) =>
      this.#atLeast(from - ago, to - ago),
    );
    const weekAgo = days.at(-1) ?? 0;
    const median = days.sort((a, b) => a - b)[DAYS >> 1] ?? 0;
    return this.#begins <= from - DAYS * DAY ? Math.min(median, weekAgo) : median;
  }

  /** When in an hour its requests came is not known: a part of it has its share only where its neighbour had as many. */
  #atLeast(from: number, to: number): number {
    let sum = 0;
    for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
      const [start, end] = [Math.max(hour, from), Math.min(hour + HOUR, to)];
      const before = end < hour + HOUR ? this.#of(hour - HOUR) : Number.POSITIVE_INFINITY;
      const after = start > hour ? this.#of(hour + HOUR) : Number.POSITIVE_INFINITY;
      sum += (Math.min(this.#of(hour), before, after) * (end - start)) / HOUR;
    }
    return sum;
  }

  #of(hour: number): number {
    return this.#perHour.get(hour) ?? 0;
  }
}
