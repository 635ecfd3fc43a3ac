import { thresholdOf } from "../engine/threshold.ts";
import type { Trigger } from "../trigger.ts";
import { conditionInWords } from "./condition.ts";

/** Thresholds within this factor of one another would fire at about the same time. */
const NEAR = 1.5;

/** What else two triggers of one type must have in common to ask the same. */
function subject(trigger: Trigger): string {
  const { type, endpoint } = trigger;
  if (type === "latency_above") return [type, endpoint, trigger.percentile].join(" ");
  if (type === "unusual") return [type, endpoint, trigger.measure].join(" ");
  return [type, endpoint].join(" ");
}

function isSimilar(one: Trigger, other: Trigger): boolean {
  if (subject(one) !== subject(other)) return false;
  const [a, b] = [thresholdOf(one), thresholdOf(other)];
  return a === null || b === null || Math.max(a, b) <= NEAR * Math.min(a, b);
}

/** Said one by one; of more than these only their number is. */
const NAMED = 2;

/** What would say the same again, in a sentence each: the first Recipes, and how many more there are. */
export function similarRecipes(
  others: readonly { name: string; trigger: Trigger }[],
  trigger: Trigger,
): string[] {
  const similar = others.filter((other) => isSimilar(other.trigger, trigger));
  const more = similar.length - NAMED;
  return [
    ...similar
      .slice(0, NAMED)
      .map((other) => `${other.name} watches nearly the same: ${conditionInWords(other.trigger)}.`),
    ...(more > 0 ? [`So ${more === 1 ? "does 1 more Recipe" : `do ${more} more Recipes`}.`] : []),
  ];
}
