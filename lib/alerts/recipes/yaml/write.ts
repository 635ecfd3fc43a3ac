import { Document, isMap, isSeq } from "yaml";
import { type Trigger, triggerInput } from "../../trigger.ts";
import { recoverMinutesOf } from "../../usual-minutes.ts";
import type { ActionView, RecipeView } from "../../views.ts";
import { isSame } from "../same.ts";

type ShortDestination = Omit<ActionView, "failover">;

/** What stands in the file: without what is the usual, so that it shows what was chosen. */
function chosen(trigger: Trigger): Record<string, unknown> {
  const entries = Object.entries(trigger);
  const kept = entries.filter(([key]) => {
    const without = Object.fromEntries(entries.filter(([other]) => other !== key));
    const parsed = triggerInput.safeParse(without);
    return !parsed.success || !isSame(parsed.data, trigger);
  });
  return Object.fromEntries(kept);
}

function fileForm(recipe: RecipeView, refer: (destination: ShortDestination) => object) {
  const { name, trigger, actions, enabled, schedule, recover_minutes, remind_every_minutes } = recipe;
  return {
    name,
    ...(enabled ? {} : { enabled }),
    trigger: chosen(trigger),
    ...(recover_minutes === recoverMinutesOf({ trigger }) ? {} : { recover_minutes }),
    ...(remind_every_minutes === null ? {} : { remind_every_minutes }),
    ...(schedule === null ? {} : { schedule }),
    actions: actions.map(({ failover, ...destination }) => ({
      ...refer(destination),
      ...(failover === null ? {} : { failover: refer(failover) }),
    })),
  };
}

/**
 * Alert Recipes as a YAML file, each under its condition in words. Destinations stand in it by name, or by id where
 * two have one name: never by address, which may be a secret.
 */
export function writeYaml(
  channel: string,
  recipes: readonly RecipeView[],
  destinations: readonly { id: string; name: string }[],
): string {
  const isAlone = ({ name }: ShortDestination) =>
    destinations.filter((destination) => destination.name === name).length === 1;
  const refer = (destination: ShortDestination) =>
    isAlone(destination) ? { destination: destination.name } : { type: "destination", id: destination.id };
  const file = { version: 1, channel, recipes: recipes.map((recipe) => fileForm(recipe, refer)) };
  const document = new Document(file);
  const list = document.get("recipes");
  if (isSeq(list)) {
    for (const [place, item] of list.items.entries()) {
      const words = recipes[place]?.condition ?? "";
      if (isMap(item)) item.commentBefore = ` If ${words.replaceAll("\u202f", " ")}`;
    }
  }
  return document.toString({ lineWidth: 100 });
}
