import {
  type ConnectionPeriod,
  type ConnectionThen,
  connectionAt,
  type RecipeHistory,
  type RecipeThen,
  recipeAt,
} from "./history.ts";

/** A Recipe with the connections that it needs, by Channel. */
export interface Lives {
  history: RecipeHistory;
  connections: readonly { channel: string; periods: readonly ConnectionPeriod[] }[];
}

/** What kept a Recipe from running at some instant. */
export type Hindrance =
  | { reason: "recipe"; was: Exclude<RecipeThen, { state: "on" | "unknown" }> }
  | {
      reason: "connection";
      channel: string;
      was: Exclude<ConnectionThen, { state: "connected" | "unknown" }>;
    };

/** Why a Recipe made no request in a range, as far as what is on record can tell. */
export type Silence =
  /** All the time something was in its way; this was at the end. */
  | { answer: "hindered"; hindrance: Hindrance }
  /** Something was in its way for a part of the range; in the rest it could have run. */
  | { answer: "partly"; hindrance: Hindrance }
  /** On and connected throughout: whatever starts Recipes did not start it. */
  | { answer: "able" }
  /** Not on record: the Recipe's own state, or connections to these Channels. */
  | { answer: "unknown"; recipe: boolean; channels: readonly string[] };

interface Moment {
  hindrance: Hindrance | null;
  recipeUnknown: boolean;
  unknown: readonly string[];
}

function momentOf({ history, connections }: Lives, at: number): Moment {
  const recipe = recipeAt(history, at);
  const states = connections.map(({ channel, periods }) => ({ channel, was: connectionAt(periods, at) }));
  const missing = states.flatMap(({ channel, was }): Hindrance[] =>
    was.state === "ended" || was.state === "not_yet" ? [{ reason: "connection", channel, was }] : [],
  );
  const hindrance: Hindrance | null =
    recipe.state === "on" || recipe.state === "unknown"
      ? (missing[0] ?? null)
      : { reason: "recipe", was: recipe };
  return {
    hindrance,
    recipeUnknown: recipe.state === "unknown",
    unknown: states.filter(({ was }) => was.state === "unknown").map(({ channel }) => channel),
  };
}

/** The range's start and every instant within it at which something changed. */
function turningPoints({ history, connections }: Lives, from: number, to: number): number[] {
  const instants = [
    history.createdAt,
    ...(history.since === null ? [] : [history.since]),
    ...history.changes.map(({ at }) => at),
    ...connections.flatMap(({ periods }) =>
      periods.flatMap(({ since, until }) => (until === null ? [since] : [since, until])),
    ),
  ];
  return [from, ...instants.filter((at) => at > from && at < to)].sort((a, b) => a - b);
}

/** Judges only what is on record: a certain hindrance counts even where something else is unknown. */
export function whySilent(lives: Lives, { from, to }: { from: number; to: number }): Silence {
  const moments = turningPoints(lives, from, to).map((at) => momentOf(lives, at));
  const last = moments.findLast(({ hindrance }) => hindrance !== null)?.hindrance ?? null;
  if (last !== null && moments.every(({ hindrance }) => hindrance !== null)) {
    return { answer: "hindered", hindrance: last };
  }
  const open = moments.filter(({ hindrance }) => hindrance === null);
  const recipe = open.some(({ recipeUnknown }) => recipeUnknown);
  const channels = [...new Set(open.flatMap(({ unknown }) => unknown))];
  if (recipe || channels.length > 0) return { answer: "unknown", recipe, channels };
  return last === null ? { answer: "able" } : { answer: "partly", hindrance: last };
}
