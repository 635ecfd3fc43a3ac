import type { Clock } from "#lib/clock.ts";
import { pick, type Random, seededUuid } from "../random.ts";
import { REQUESTS_PER_RUN, recipeRun } from "../recipe-run.ts";
import { type TrafficSource, WORKERS } from "../traffic.ts";
import type { CallPartner } from "./call.ts";

/** Times the ordinary rate with the day's rhythm, or a steady number of requests per second. */
export type Rate = { multiplier: number } | { requestsPerSecond: number };

export interface Runner {
  setRate(rate: Rate): void;
  /** Starts no more, gives requests under way `graceMs` to end, and forgets the rest. */
  stop(graceMs: number): Promise<void>;
}

export interface RunnerDeps {
  clock: Clock;
  random: Random;
  /** As they are now: asked at each tick. */
  sources(): readonly TrafficSource[];
  call: CallPartner;
}

const TICK_MS = 100;
/** With silent partners runs pile up; beyond this many no new one starts. */
const MOST_RUNS = 6_000;

/** Starts runs of Recipes at the expected rate, for as long as it is not stopped. */
export function startRunner({ clock, random, sources, call }: RunnerDeps, initial: Rate): Runner {
  let rate = initial;
  let last = clock.now();
  let running = 0;
  let underWay = 0;
  let stopping = false;
  let onIdle: (() => void) | null = null;
  const timers = new Set<NodeJS.Timeout>();

  function after(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
  }

  function startRun(source: TrafficSource): void {
    if (running >= MOST_RUNS) return;
    running += 1;
    const recipe = source.pickRecipe(random);
    const run = recipeRun(recipe, random);
    const whose = { recipe, runId: seededUuid(random, clock.now()), worker: pick(random, WORKERS) };

    const follow = (order: ReturnType<typeof run.next>): void => {
      if (order.done || stopping) {
        running -= 1;
        return;
      }
      const { waitMs, ...request } = order.value;
      const make = async () => {
        underWay += 1;
        const result = await call({ ...request, ...whose });
        underWay -= 1;
        if (underWay === 0) onIdle?.();
        follow(run.next(result));
      };
      after(waitMs, () => void make());
    };
    follow(run.next());
  }

  /** What the expected number of runs is multiplied by at this instant. */
  function factorAt(now: number): number {
    if ("multiplier" in rate) return rate.multiplier;
    const usual = sources().reduce((sum, source) => sum + source.runsPerSecond(now), 0);
    return rate.requestsPerSecond / REQUESTS_PER_RUN / usual;
  }

  const ticking = setInterval(() => {
    const now = clock.now();
    // A process that was stopped for a while does not catch up: its users' Recipes did not run either.
    const seconds = Math.min(now - last, 5 * TICK_MS) / 1_000;
    last = now;
    const factor = factorAt(now);
    for (const source of sources()) {
      const runs = random.count(source.runsPerSecond(now) * factor * seconds);
      for (let index = 0; index < runs; index++) after(TICK_MS * random.next(), () => startRun(source));
    }
  }, TICK_MS);

  return {
    setRate(next) {
      rate = next;
    },
    async stop(graceMs) {
      stopping = true;
      clearInterval(ticking);
      for (const timer of timers) clearTimeout(timer);
      if (underWay === 0) return;
      await new Promise<void>((resolve) => {
        const grace = setTimeout(resolve, graceMs);
        onIdle = () => {
          clearTimeout(grace);
          resolve();
        };
      });
    },
  };
}
