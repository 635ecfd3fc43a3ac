import { type CountedRequest, RequestCounts } from "#lib/request-hours/counts.ts";
import type { HourRow } from "#lib/request-hours/shape.ts";
import { decideReply } from "../behaviour.ts";
import { DAY } from "../population/growth.ts";
import { type DemoRecipe, type DemoStep, isEnabledAt, type Population } from "../population/types.ts";
import { createRandom, type Random } from "../random.ts";
import { ANSWER_TIMEOUT_MS, isTransient, recipeRun } from "../recipe-run.ts";
import { type TrafficSource, trafficSources } from "../traffic.ts";

const HOUR = 3_600_000;

interface Past {
  population: Population;
  /** When the demo began. */
  anchor: number;
  pseudonymOf(userId: string): string;
}

/** A request on an uneventful day, and whether its trigger had something new. */
function requestOf({ channel, endpoint }: DemoStep, user: string, random: Random) {
  const reply = decideReply(channel, endpoint, [], random);
  const answer = reply.type === "answer" && reply.delayMs < ANSWER_TIMEOUT_MS ? reply : null;
  const status = answer?.status ?? null;
  const request: CountedRequest = {
    channel: channel.slug,
    endpoint: endpoint.slug,
    kind: endpoint.kind,
    status,
    duration: (answer?.delayMs ?? ANSWER_TIMEOUT_MS) + 1 + 2 * random.next(),
    user,
    failed: status === null || status >= 400,
    checksum: 0,
  };
  return { request, fresh: answer?.fresh ?? false };
}

function countRun(counts: RequestCounts, recipe: DemoRecipe, user: string, random: Random): void {
  const run = recipeRun(recipe, random);
  for (let order = run.next(); !order.done; ) {
    const { request, fresh } = requestOf(order.value.step, user, random);
    counts.add(request);
    const { failed, status } = request;
    order = run.next({ ok: !failed, transient: isTransient(status), retryAfterMs: null, fresh });
  }
}

function countHour(sources: readonly TrafficSource[], hour: number, pseudonymOf: Past["pseudonymOf"]) {
  const random = createRandom(`counts ${hour}`);
  const counts = new RequestCounts();
  for (const source of sources) {
    const runs = random.count((source.runsPerSecond(hour + HOUR / 2) * HOUR) / 1_000);
    for (let index = 0; index < runs; index += 1) {
      const recipe = source.pickRecipe(random);
      countRun(counts, recipe, pseudonymOf(recipe.user.id), random);
    }
  }
  return counts;
}

const activityAt = ({ recipes }: Population, at: number) =>
  recipes.reduce((sum, recipe) => sum + (isEnabledAt(recipe, at) ? recipe.activity : 0), 0);

function* hoursBetween(past: Past, from: number, to: number): Generator<HourRow> {
  const { population, anchor, pseudonymOf } = past;
  // Fewer Recipes made fewer requests; those that are on when the day begins make all of them.
  const level = Math.min(1, activityAt(population, from) / activityAt(population, anchor));
  const sources = trafficSources(population, from, level);
  for (let hour = from; hour < to; hour += HOUR)
    for (const group of countHour(sources, hour, pseudonymOf).groups.values()) yield { hour, group };
}

/** Hourly counts of API requests from `from` up to `to`, a UTC day at a time, the newest first: the same at every call. */
export function* daysOfHours(past: Past, from: number, to: number): Generator<HourRow[]> {
  for (let day = Math.floor((to - 1) / DAY) * DAY; day + DAY > from; day -= DAY)
    yield [...hoursBetween(past, Math.max(from, day), Math.min(to, day + DAY))];
}
