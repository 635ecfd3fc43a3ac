import { type ChannelScope, channelScope, requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import { minuteContext } from "../events/minute-context.ts";
import type { Condition } from "../events/query/types.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import { judge } from "../events/verdict.ts";
import type { Verdict } from "../events/views.ts";
import type { IndexedEvent } from "../stores/event-index/port.ts";
import { groupRuns, type RunEvents } from "./group-runs.ts";
import { connectionAt, recipeAt } from "./history.ts";
import { readRecipes } from "./recipes.ts";
import type { RecipeView, RunRequest, RunsView, RunView } from "./views.ts";

/** Requests read for one page of runs. */
const MOST_REQUESTS = 60;
/** The steps of that many runs: few have more than a dozen. */
const MOST_STEPS = 1_000;
const HOUR = 3_600_000;

/** Whose runs. */
export interface RunsOf {
  field: "user_id" | "recipe_id";
  value: string;
}

export function conditionOf({ field, value }: RunsOf): Condition {
  return { type: "keyword", field, values: [value], not: false };
}

/** Runs of one user or one Recipe across all Channels, the newest first; needs `support:look-up`. */
export async function recentRuns(
  deps: ReadDeps,
  viewer: Viewer,
  of: RunsOf,
  { from, to }: { from: number; to: number },
  { onlyFailed }: { onlyFailed: boolean },
): Promise<RunsView> {
  requireStaff(viewer, "support:look-up");
  const scope = scopeOf(viewer, "requests:read");
  const where = [conditionOf(of), ...(onlyFailed ? [FAILED] : [])];
  const page = await deps.index.search({ scope, where, from, to }, { limit: MOST_REQUESTS });
  const cut = page.next !== null;
  const runs = onlyFailed
    ? groupRuns(await wholeRuns(deps, scope, page.events), false).filter(({ failure }) => failure !== null)
    : groupRuns(page.events, cut);
  const oldest = onlyFailed ? page.events.at(-1) : runs.at(-1)?.events[0];
  const ids = runs.flatMap(({ events }) => events[0].recipe_id ?? []);
  const recipes = await readRecipes(deps.database, { id: { in: [...new Set(ids)] } });
  const known = new Map(recipes.map((recipe) => [recipe.id, recipe]));
  const verdictOf = verdicts(deps, viewer);
  return {
    runs: await Promise.all(
      runs.map((run) => runView(run, known.get(run.events[0].recipe_id ?? ""), verdictOf)),
    ),
    olderThan: cut ? (oldest?.timestamp ?? null) : null,
  };
}

const FAILED: Condition = { type: "failed", value: true };

/** These requests with the others of their runs: a step that failed may have succeeded when tried again. */
async function wholeRuns(
  { index }: ReadDeps,
  scope: ChannelScope,
  events: readonly IndexedEvent[],
): Promise<IndexedEvent[]> {
  const ids = [...new Set(events.flatMap(({ run_id }) => run_id ?? []))];
  const [newest, oldest] = [events[0], events.at(-1)];
  if (ids.length === 0 || newest === undefined || oldest === undefined) return [...events];
  const where: Condition[] = [{ type: "keyword", field: "run_id", values: ids, not: false }];
  const span = { from: oldest.timestamp - HOUR, to: newest.timestamp + HOUR };
  const steps = await index.search({ scope, where, ...span }, { limit: MOST_STEPS });
  return [...steps.events, ...events.filter(({ run_id }) => run_id === undefined)].sort(
    (one, other) => other.timestamp - one.timestamp,
  );
}

type VerdictOf = (failure: IndexedEvent) => Promise<Verdict | null>;

/** Failures of the same minute and kind share its context: a bad hour of one Channel asks the index once a minute. */
function verdicts({ index }: ReadDeps, viewer: Viewer): VerdictOf {
  const contexts = new Map<string, ReturnType<typeof minuteContext>>();
  return async (event) => {
    const { fault, channel, worker, timestamp } = event;
    if (fault === null) return null;
    const key = [channel, fault, worker, Math.floor(timestamp / 60_000)].join(" ");
    const asked =
      contexts.get(key) ?? minuteContext(index, channelScope(viewer, "requests:read", channel), event);
    contexts.set(key, asked);
    return judge({ fault, error_type: event.error_type }, await asked);
  };
}

async function runView(
  { id, events, failure }: RunEvents,
  recipe: RecipeView | undefined,
  verdictOf: VerdictOf,
): Promise<RunView> {
  const [first] = events;
  const verdict = failure === null ? null : await verdictOf(failure);
  return {
    id,
    startedAt: first.timestamp,
    recipe: first.recipe_id === undefined ? null : { id: first.recipe_id, title: recipe?.title ?? null },
    requests: events.map(requestOf),
    failure: failure === null || verdict === null ? null : { request: requestOf(failure), verdict },
    recipeThen: recipe === undefined ? { state: "unknown" } : recipeAt(recipe.history, first.timestamp),
    connectionsThen: (recipe?.connections ?? []).map(({ channel, periods }) => ({
      channel,
      was: connectionAt(periods, first.timestamp),
    })),
  };
}

function requestOf(event: IndexedEvent): RunRequest {
  return {
    id: event.id,
    at: event.timestamp,
    channel: event.channel,
    kind: event.kind ?? null,
    endpoint: event.endpoint ?? null,
    outcome: event.outcome,
    label: event.error_label,
    durationMs: event.duration_ms,
  };
}
