import { requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import type { Condition } from "../events/query/types.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import type { TimeRange } from "../events/views.ts";
import { MOST_RECIPES, readRecipes } from "./recipes.ts";
import { conditionOf, type RunsOf, recentRuns } from "./runs.ts";
import { type Silence, whySilent } from "./silence.ts";
import { userOf } from "./users.ts";
import type { RecipeView, RunsView, UserView } from "./views.ts";

/** A Recipe beside its runs in the range; `silence` explains why there is none. */
export interface RecipeAnswer {
  recipe: RecipeView;
  /** In the whole range, also beyond the runs that are shown. */
  requests: number;
  failed: number;
  silence: Silence | null;
}

export interface UserPageView {
  user: UserView;
  recipes: RecipeAnswer[];
  runs: RunsView;
}

export interface RecipePageView {
  id: string;
  /** null: only its events are known. */
  answer: RecipeAnswer | null;
  runs: RunsView;
}

interface RunsShown {
  onlyFailed: boolean;
}

/** All that support sees of one user; needs `support:look-up`. */
export async function userPage(
  deps: ReadDeps,
  viewer: Viewer,
  pseudonym: string,
  range: TimeRange,
  shown: RunsShown,
): Promise<UserPageView> {
  requireStaff(viewer, "support:look-up");
  const of = { field: "user_id", value: pseudonym } as const;
  const [user, runs, counts] = await Promise.all([
    userOf(deps.database, pseudonym),
    recentRuns(deps, viewer, of, range, shown),
    requestsByRecipe(deps, viewer, of, range),
  ]);
  const recipes = user.id === null ? [] : await readRecipes(deps.database, { userId: user.id });
  const answers = recipes.map((recipe) => answerOf(recipe, counts, range));
  return { user, runs, recipes: answers.sort(byConcern) };
}

/** The same of one Recipe. */
export async function recipePage(
  deps: ReadDeps,
  viewer: Viewer,
  id: string,
  range: TimeRange,
  shown: RunsShown,
): Promise<RecipePageView> {
  requireStaff(viewer, "support:look-up");
  const of = { field: "recipe_id", value: id } as const;
  const [runs, counts, [recipe]] = await Promise.all([
    recentRuns(deps, viewer, of, range, shown),
    requestsByRecipe(deps, viewer, of, range),
    readRecipes(deps.database, { id: { in: [id] } }),
  ]);
  return { id, runs, answer: recipe === undefined ? null : answerOf(recipe, counts, range) };
}

interface Counts {
  requests: Map<string, number>;
  failed: Map<string, number>;
}

/** Over the whole range, however few of its runs are shown. */
async function requestsByRecipe(
  { index }: ReadDeps,
  viewer: Viewer,
  of: RunsOf,
  { from, to }: TimeRange,
): Promise<Counts> {
  const scope = scopeOf(viewer, "requests:read");
  const count = async (...where: Condition[]) => {
    const query = { scope, from, to, where: [conditionOf(of), ...where] };
    const { recipe_id = [] } = await index.facets(query, ["recipe_id"], MOST_RECIPES);
    return new Map(recipe_id.map(({ value, count }) => [value, count]));
  };
  const [requests, failed] = await Promise.all([count(), count({ type: "failed", value: true })]);
  return { requests, failed };
}

/** What failed, then what never ran, then the rest. */
function byConcern(one: RecipeAnswer, other: RecipeAnswer): number {
  const silent = ({ silence }: RecipeAnswer) => Number(silence !== null);
  return other.failed - one.failed || silent(other) - silent(one) || other.requests - one.requests;
}

function answerOf(recipe: RecipeView, { requests, failed }: Counts, range: TimeRange): RecipeAnswer {
  const own = requests.get(recipe.id) ?? 0;
  return {
    recipe,
    requests: own,
    failed: failed.get(recipe.id) ?? 0,
    silence: own === 0 ? whySilent(recipe, range) : null,
  };
}
