import {
  type ConnectionInteractionType,
  type InteractionEventInput,
  type Properties,
  RECIPE_TYPES,
  type RecipeInteractionType,
} from "./event.ts";

interface Whose {
  /** The platform's id of the person; stored as a pseudonym. */
  user_id: string;
  platform?: InteractionEventInput["platform"];
  /** ISO 3166-1's two letters. */
  country?: string;
  /** Flat, such as the variant of an experiment; `kind` and `endpoint` are taken for Recipes. */
  properties?: Properties;
}

interface Side {
  channel: string;
  endpoint: string;
}

/** A Recipe as its events name it. */
interface RecipeSides {
  id: string;
  trigger: Side;
  action: Side;
}

/** One thing that a person did, whichever Channels it concerns. */
export type Happening = Whose &
  (
    | { type: RecipeInteractionType; recipe: RecipeSides }
    | { type: ConnectionInteractionType; channel: string }
    | { type: "page_viewed"; channel?: string }
  );

type OfRecipe = Extract<Happening, { recipe: RecipeSides }>;

/** By its type, not by what it carries: one without its Recipe is a mistake. */
function isOfRecipe(happening: Happening): happening is OfRecipe {
  return (RECIPE_TYPES as readonly string[]).includes(happening.type);
}

/**
 * One event for each Channel that it concerns: of a Recipe two, for its trigger and its action, whose ids end in
 * `.trigger` and `.action`. `at` is in milliseconds since 1970.
 */
export function eventsOf(happening: Happening, id: string, at: number): InteractionEventInput[] {
  const { type, user_id, platform, country, properties } = happening;
  const common = { timestamp: new Date(at).toISOString(), user_id, type, platform, country };
  if (!isOfRecipe(happening)) return [{ id, ...common, channel: happening.channel, properties }];
  const { recipe } = happening;
  return (["trigger", "action"] as const).map((kind) => ({
    id: `${id}.${kind}`,
    ...common,
    channel: recipe[kind].channel,
    recipe_id: recipe.id,
    properties: { ...properties, kind, endpoint: recipe[kind].endpoint },
  }));
}
