import { z } from "zod";
import { destinationInput, knownDestination } from "../../action.ts";
import { MAX_ACTIONS, recipeInput } from "../../recipe.ts";

/** A destination that the Channel has, by the name it goes by: `destination: "#api-alerts"`. */
const named = z.strictObject({ type: z.literal("named"), destination: z.string().trim().min(1).max(200) });

/** Which form is meant shows at the first look, so that its own mistakes are named. */
function tag(value: unknown): unknown {
  const isNamed = value instanceof Object && "destination" in value && !("type" in value);
  return isNamed ? { type: "named", ...value } : value;
}

const [webhook, slack, email, sms, pagerduty] = destinationInput.options;
const fileTarget = z.preprocess(
  tag,
  z.discriminatedUnion("type", [named, knownDestination, webhook, slack, email, sms, pagerduty]),
);
export type FileTarget = z.output<typeof fileTarget>;

const failover = { failover: fileTarget.optional() };
const fileAction = z.preprocess(
  tag,
  z.discriminatedUnion("type", [
    named.extend(failover),
    knownDestination.extend(failover),
    webhook.extend(failover),
    slack.extend(failover),
    email.extend(failover),
    sms.extend(failover),
    pagerduty.extend(failover),
  ]),
);
export type FileAction = z.output<typeof fileAction>;

const { muted_until: _, actions: __, ...fields } = recipeInput.shape;

/**
 * One Recipe of a file. Mutes are of the moment, so files have none and leave them as they are. One whose destinations were
 * removed has no actions, and what was exported comes back.
 */
const fileRecipe = z.strictObject({ ...fields, actions: z.array(fileAction).max(MAX_ACTIONS) });
export type FileRecipe = z.output<typeof fileRecipe>;

/** A Channel's alert Recipes as code. */
export const recipeFile = z.strictObject({
  version: z.literal(1, "must be 1").default(1),
  channel: z.string().optional().describe("Where it was exported from; any Channel may import it"),
  recipes: z
    .array(fileRecipe)
    .max(100, "can be 100 at most")
    .refine((recipes) => new Set(recipes.map(({ name }) => name)).size === recipes.length, {
      error: "must have names of their own: Recipes are told apart by them",
    }),
});
export type RecipeFile = z.output<typeof recipeFile>;
