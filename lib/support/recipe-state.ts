/** What a Recipe can become, as the application database writes it down. */
const RECIPE_STATES = ["created", "enabled", "disabled", "deleted"] as const;
export type RecipeState = (typeof RECIPE_STATES)[number];

export function isRecipeState(text: string): text is RecipeState {
  return RECIPE_STATES.some((state) => state === text);
}
