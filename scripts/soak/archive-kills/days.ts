import type { Day } from "#etl/day.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import type { Topic } from "../whole-way/messages.ts";

/** What the warehouse has of a day, `events/checksum`; days without any are absent. */
export type LoadedDays = Map<Day, string>;

const LIMITS = { timeoutMs: 30_000, maxRows: 1_000 };

const COUNTED: Record<Topic, (channels: string) => string> = {
  "api-requests": (channels) =>
    `select cast(hour_at as date) as day, sum(requests), sum(checksum_sum)
     from warehouse.api_requests_hourly where channel in (${channels}) group by cast(hour_at as date)`,
  interactions: (channels) =>
    `select cast(occurred_at as date) as day, count(*), sum(cast(checksum as bigint))
     from warehouse.interactions where channel in (${channels}) group by cast(occurred_at as date)`,
};

export async function loadedDays(
  warehouse: Pick<Warehouse, "query">,
  topic: Topic,
  channels: readonly string[],
): Promise<LoadedDays> {
  const sql = COUNTED[topic](channels.map((channel) => `'${channel}'`).join(", "));
  const { rows } = await warehouse.query(sql, [], LIMITS);
  return new Map(
    rows.map(([day, events, checksum]) => [String(day), `${Number(events)}/${Number(checksum)}`]),
  );
}

/** Holds what a reader sees, look by look, against what days may be: as they were before their first load, or whole. */
export class DaysSeen {
  readonly #whole: LoadedDays;
  readonly #topic: Topic;
  readonly #loaded = new Set<Day>();
  readonly #problems = new Set<string>();
  looks = 0;

  constructor(topic: Topic, whole: LoadedDays) {
    this.#topic = topic;
    this.#whole = whole;
  }

  look(seen: LoadedDays): void {
    this.looks += 1;
    for (const [day, whole] of this.#whole) {
      const found = seen.get(day);
      if (found === whole) this.#loaded.add(day);
      else if (found !== undefined)
        this.#problems.add(`a reader saw ${found} of ${whole} ${this.#topic} of ${day}`);
      else if (this.#loaded.has(day))
        this.#problems.add(`a reader saw ${day} without its ${this.#topic} again`);
    }
  }

  get problems(): string[] {
    return [...this.#problems];
  }
}
