import type { DemoChannel } from "./catalogue/types.ts";
import type { DemoRecipe, Population } from "./population.ts";
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

/** One source per Channel with enabled Recipes; together they make `REQUESTS_PER_SECOND` on average. */
export function trafficSources(population: Population): TrafficSource[] {
  const enabled = population.recipes.filter((recipe) => recipe.enabled);
  const total = enabled.reduce((sum, recipe) => sum + recipe.activity, 0);
  const byChannel = Map.groupBy(enabled, (recipe) => recipe.trigger.channel);
  return [...byChannel].map(([channel, recipes]) => {
    const share = recipes.reduce((sum, recipe) => sum + recipe.activity, 0) / total;
    const mean = (share * REQUESTS_PER_SECOND) / REQUESTS_PER_RUN;
    return {
      channel,
      runsPerSecond: (at) => mean * rhythmFactor(channel, at),
      pickRecipe: weightedPicker(recipes, (recipe) => recipe.activity),
    };
  });
}
