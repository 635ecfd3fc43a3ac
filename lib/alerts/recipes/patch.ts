import { z } from "zod";
import { recipeInput } from "../recipe.ts";

const { name, trigger, actions, enabled, recover_minutes, remind_every_minutes, muted_until, schedule } =
  recipeInput.shape;

/** A change of an alert Recipe: what is left out stays. A trigger and the list of actions are replaced as a whole. */
export const recipePatch = z.strictObject({
  name: name.optional(),
  trigger: trigger.optional(),
  actions: actions.optional(),
  // Without their defaults: in a change, absent means unchanged.
  enabled: enabled.unwrap().optional(),
  recover_minutes,
  remind_every_minutes: remind_every_minutes.unwrap().optional(),
  muted_until: muted_until.unwrap().optional(),
  schedule: schedule.unwrap().optional(),
});
export type RecipePatch = z.output<typeof recipePatch>;
