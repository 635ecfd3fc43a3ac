import { Histogram, type MetricObjectWithValues, type MetricValueWithName, type Registry } from "prom-client";
import { LATENCY_BOUNDS, type LatencyCounts, latencyBucket, NO_LATENCY } from "#lib/pipeline/latency.ts";

const NAME = "channelscope_event_to_searchable_seconds";
const HELP = "From the stream's taking an event to its being searchable at the latest";

interface Taken {
  /** When the stream took it, milliseconds. */
  appendedAt: number;
}

/**
 * Counts every event, at a fraction of what observing each would cost: records that the stream took in the same
 * millisecond are counted at once.
 */
export class SearchableSeconds extends Histogram {
  readonly #visibilityMs: () => number;
  #counts = [...NO_LATENCY];
  #sum = 0;

  constructor(registry: Registry, visibilityMs: () => number) {
    super({ name: NAME, help: HELP, buckets: [...LATENCY_BOUNDS], registers: [registry] });
    this.#visibilityMs = visibilityMs;
  }

  /** Records in the stream's order, which were written to the index at `now`. */
  written(records: readonly Taken[], now: number): void {
    const visibleAt = now + this.#visibilityMs();
    let at = Number.NaN;
    let count = 0;
    for (const { appendedAt } of records) {
      if (appendedAt !== at) {
        this.#add(visibleAt - at, count);
        at = appendedAt;
        count = 0;
      }
      count += 1;
    }
    this.#add(visibleAt - at, count);
  }

  get counts(): LatencyCounts {
    return this.#counts;
  }

  override get(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    return this.getForPromString();
  }

  /** By this name the registry asks a histogram for what it prints. */
  async getForPromString(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    let total = 0;
    const buckets = this.#counts.map((count, place) => {
      total += count;
      const le = LATENCY_BOUNDS[place] ?? "+Inf";
      return { metricName: `${NAME}_bucket`, labels: { le }, value: total };
    });
    const values = [
      ...buckets,
      { metricName: `${NAME}_sum`, labels: {}, value: this.#sum },
      { metricName: `${NAME}_count`, labels: {}, value: total },
    ];
    // prom-client's types want a number for the type and a method beside the figures; its code wants this.
    const object = { name: NAME, help: HELP, type: "histogram", values, aggregator: "sum" };
    return object as unknown as MetricObjectWithValues<MetricValueWithName<string>>;
  }

  #add(ms: number, count: number): void {
    if (count === 0) return;
    const seconds = Math.max(0, ms) / 1_000;
    const place = latencyBucket(seconds);
    this.#counts[place] = (this.#counts[place] ?? 0) + count;
    this.#sum += seconds * count;
  }
}
