import type { DemoChannel } from "./catalogue/types.ts";
import { type DemoRecipe, isEnabledAt, type Population } from "./population/types.ts";
import { type Random, weightedPicker } from "./random.ts";
import { REQUESTS_PER_RUN } from "./recipe-run.ts";
import { REQUESTS_PER_SECOND, rhythmFactor } from "./rhythm.ts";

/** Runs that start at a Channel's triggers. */
export interface TrafficSource {
  channel: DemoChannel;
  /** Expected runs per second at an instant. */
  runsPerSecond(at: number): number;
  pickRecipe(random: Random): DemoRecipe;
}

export const WORKERS = Array.from({ length: 8 }, (_, index) => `worker-0${index + 1}`);

/**
 * One source per Channel with Recipes that are switched on at the instant; together they make `REQUESTS_PER_SECOND`
 * times the level on average.
 */
export function trafficSources(
  { recipes }: Pick<Population, "recipes">,
  at: number,
  level = 1,
): TrafficSource[] {
  const enabled = recipes.filter((recipe) => isEnabledAt(recipe, at));
  const total = enabled.reduce((sum, recipe) => sum + recipe.activity, 0);
  const byChannel = Map.groupBy(enabled, (recipe) => recipe.trigger.channel);
  return [...byChannel].map(([channel, own]) => {
    const share = own.reduce((sum, recipe) => sum + recipe.activity, 0) / total;
    const mean = (share * level * REQUESTS_PER_SECOND) / REQUESTS_PER_RUN;
    return {
      channel,
      runsPerSecond: (instant) => mean * rhythmFactor(channel, instant),
      pickRecipe: weightedPicker(own, (recipe) => recipe.activity),
    };
  });
}
