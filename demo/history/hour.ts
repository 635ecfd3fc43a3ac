import type { ApiRequestEventInput } from "#lib/events/schema.ts";
import { decideReply } from "../behaviour.ts";
import type { DemoRecipe, DemoStep } from "../population/types.ts";
import { createRandom, pick, type Random, seededUuid } from "../random.ts";
import { ANSWER_TIMEOUT_MS, type CallResult, isTransient, recipeRun } from "../recipe-run.ts";
import { type TrafficSource, WORKERS } from "../traffic.ts";
import { type Fate, pastEvent } from "./event.ts";
import type { Incidents } from "./incidents.ts";

const MINUTE = 60_000;
export const HOUR = 3_600_000;

export interface HistoryPlan {
  /** Of an hour, by its first instant. */
  sourcesAt(at: number): readonly TrafficSource[];
  incidents: Incidents;
  pseudonymOf(userId: string): string;
}

function fateOf(plan: HistoryPlan, step: DemoStep, worker: string, at: number, random: Random): Fate {
  const { blips, faults } = plan.incidents;
  for (const blip of blips)
    if (blip.worker === worker && at >= blip.from && at < blip.to && random.next() < blip.share)
      return { type: "unresolved" };
  const present = faults.filter(
    (fault) => fault.channel === step.channel.slug && at >= fault.from && at < fault.to,
  );
  const reply = decideReply(step.channel, step.endpoint, present, random);
  return reply.type === "answer" && reply.delayMs >= ANSWER_TIMEOUT_MS ? { type: "silent" } : reply;
}

function resultOf(fate: Fate): CallResult {
  if (fate.type !== "answer") return { ok: false, transient: true, retryAfterMs: null, fresh: false };
  return {
    ok: fate.body === "data",
    transient: isTransient(fate.status),
    retryAfterMs: fate.retryAfterS === null ? null : fate.retryAfterS * 1_000,
    fresh: fate.fresh,
  };
}

function tellRun(
  plan: HistoryPlan,
  recipe: DemoRecipe,
  start: number,
  random: Random,
): ApiRequestEventInput[] {
  const worker = pick(random, WORKERS);
  const run_id = seededUuid(random, start);
  const user_id = plan.pseudonymOf(recipe.user.id);
  const events: ApiRequestEventInput[] = [];
  const run = recipeRun(recipe, random);
  let at = start;
  for (let order = run.next(); !order.done; ) {
    const { step, attempt, maxAttempts, waitMs } = order.value;
    at += waitMs;
    const fate = fateOf(plan, step, worker, at, random);
    const event = {
      id: seededUuid(random, at),
      timestamp: new Date(at).toISOString(),
      ...pastEvent(step, fate, random),
      attempt,
      max_attempts: maxAttempts,
      recipe_id: recipe.id,
      run_id,
      worker,
      user_id,
      schema_version: 1,
    };
    events.push(event);
    at += event.duration_ms;
    order = run.next(resultOf(fate));
  }
  return events;
}

/**
 * All requests of the runs that start within [from, to), which lies in one hour (UTC): the same at every call with
 * the same bounds. Oldest first; some of them end after `to`.
 */
export function tellHour(plan: HistoryPlan, from: number, to: number): ApiRequestEventInput[] {
  const random = createRandom(`history ${from} ${to}`);
  const events: ApiRequestEventInput[] = [];
  const sources = plan.sourcesAt(from);
  for (let minute = from; minute < to; minute += MINUTE) {
    const length = Math.min(MINUTE, to - minute);
    for (const source of sources) {
      const runs = random.count((source.runsPerSecond(minute) * length) / 1_000);
      for (let index = 0; index < runs; index++)
        events.push(...tellRun(plan, source.pickRecipe(random), minute + length * random.next(), random));
    }
  }
  return events.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}
