import type { EventStream, StreamMessage } from "#lib/stores/event-stream/port.ts";
import type { DemoDeps } from "../deps.ts";
import { DAY } from "../population/growth.ts";
import type { Population } from "../population/types.ts";
import { makePopulation } from "../population.ts";
import { writePlatform } from "../seed/platform.ts";
import { readState, writeState } from "../state.ts";
import { type TrafficSource, trafficSources } from "../traffic.ts";
import { type Lived, lifeOfDay } from "./day.ts";

const EVERY_MS = 5_000;
/** Recipes that were switched on or off meanwhile run, or do not, from then on. */
const SOURCES_MS = 60_000;
/** Events per append. */
const BATCH = 1_000;
const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

type LifeDeps = Pick<DemoDeps, "database" | "clock" | "pseudonymOf"> & {
  stream: Pick<EventStream, "append">;
  /** The stream's consumers refuse what is older, milliseconds. */
  retentionMs: number;
};

interface Today {
  day: number;
  population: Population;
  life: Lived[];
}

function messagesOf(lived: readonly Lived[], pseudonymOf: DemoDeps["pseudonymOf"]): StreamMessage[] {
  return lived.flatMap(({ events }) =>
    events.map((event) => {
      const value = Buffer.from(JSON.stringify({ ...event, user_id: pseudonymOf(event.user_id) }));
      return { key: event.channel ?? null, value };
    }),
  );
}

/** The platform's users as they live on after the demo's start: their interactions, and the database that knows them. */
export class Life {
  readonly #deps: LifeDeps;
  readonly #anchor: number;
  #today: Today | null = null;
  #sources: { at: number; list: TrafficSource[] } | null = null;

  /** `anchor`: when the demo began. */
  constructor(deps: LifeDeps, anchor: number) {
    this.#deps = deps;
    this.#anchor = anchor;
  }

  /** Recipes that run now. */
  sources(): TrafficSource[] {
    const now = this.#deps.clock.now();
    if (this.#sources === null || now - this.#sources.at >= SOURCES_MS) {
      const { population } = this.#of(Math.floor(now / DAY) * DAY);
      this.#sources = { at: now, list: trafficSources(population, now) };
    }
    return this.#sources.list;
  }

  /**
   * Lives up to now, a day at most at a time: tells it first, then writes it down. What a killed process told without
   * having written it is told again with the same ids at the same instants.
   */
  async liveOn(): Promise<void> {
    const { database, clock } = this.#deps;
    const now = clock.now();
    let from = (await readState(database, "life"))?.until ?? this.#anchor;
    while (from < now) {
      const day = Math.floor(from / DAY) * DAY;
      const to = Math.min(now, day + DAY);
      await this.#live(this.#of(day), { from, to });
      from = to;
    }
  }

  async #live({ population, life }: Today, span: { from: number; to: number }): Promise<void> {
    const { database, stream, clock, pseudonymOf, retentionMs } = this.#deps;
    const oldest = clock.now() - retentionMs + DAY;
    const lived = life.filter(({ at }) => at >= span.from && at < span.to && at >= oldest);
    const messages = messagesOf(lived, pseudonymOf);
    for (let start = 0; start < messages.length; start += BATCH)
      await stream.append("interactions", messages.slice(start, start + BATCH));
    await database.$transaction(async (writer) => {
      await writePlatform(writer, population, { span, pseudonymOf });
      await writeState(writer, "life", { until: span.to });
    }, TRANSACTION);
  }

  #of(day: number): Today {
    if (this.#today?.day !== day) {
      const population = makePopulation(this.#anchor, day + DAY);
      this.#today = { day, population, life: lifeOfDay(population, day, this.#anchor) };
    }
    return this.#today;
  }
}

/** Lives on every few seconds until it is stopped; resolves once it did so for the first time. */
export async function keepLiving(
  life: Pick<Life, "liveOn">,
  log: DemoDeps["log"],
): Promise<{ stop(): Promise<void> }> {
  let failing = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let living: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    try {
      await life.liveOn();
      failing = false;
    } catch (error) {
      // What is away comes back, and life goes on where it stood; said once.
      if (!failing) log.warn({ err: error }, "the demo's people cannot be told of");
      failing = true;
    }
    if (!stopped)
      timer = setTimeout(() => {
        living = step();
      }, EVERY_MS);
  }

  living = step();
  await living;
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await living;
    },
  };
}
