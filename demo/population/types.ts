import type { DemoChannel, DemoEndpoint } from "../catalogue/types.ts";

/** Of the onboarding experiment. */
export type Variant = "control" | "guided";

/** A user of the platform, as only the application database and the platform's own processes know them. */
export interface DemoUser {
  id: string;
  name: string;
  email: string;
  /** Milliseconds since 1970, as every instant here. */
  joinedAt: number;
  platform: "web" | "ios" | "android";
  country: string;
  /** Of their country's time, hours. */
  offset: number;
  /** null: joined before the experiment began. */
  variant: Variant | null;
}

export interface DemoStep {
  channel: DemoChannel;
  endpoint: DemoEndpoint;
}

type RecipeState = "created" | "enabled" | "disabled" | "deleted";

export interface DemoRecipe {
  id: string;
  title: string;
  user: DemoUser;
  trigger: DemoStep;
  /** Some Recipes ask something between trigger and action. */
  query: DemoStep | null;
  action: DemoStep;
  /** What its owner does with it, in order of time, beginning with `created`; the future, too. */
  changes: readonly { at: number; state: RecipeState }[];
  /** Relative frequency of its polls. */
  activity: number;
}

export interface DemoConnection {
  user: DemoUser;
  channel: DemoChannel;
  from: number;
  /** null: for good. */
  to: number | null;
}

export interface Population {
  users: readonly DemoUser[];
  recipes: readonly DemoRecipe[];
  connections: readonly DemoConnection[];
}

export const createdAt = (recipe: DemoRecipe): number => recipe.changes[0]?.at ?? Number.POSITIVE_INFINITY;

/** Whether it was switched on at an instant. */
export function isEnabledAt({ changes }: DemoRecipe, at: number): boolean {
  let enabled = false;
  for (const change of changes) {
    if (change.at > at) break;
    enabled = change.state === "enabled";
  }
  return enabled;
}
