import type { z } from "zod";
import type { EnsuredDestination } from "../../alerts/destinations/ensure.ts";
import type { WrittenAction } from "../../alerts/recipes/write-actions.ts";
import type {
  Backtest,
  DeliveryView,
  IncidentSummary,
  RecipeView,
  TransitionView,
} from "../../alerts/views.ts";
import type {
  alertRecipeData,
  backtestData,
  deliveryData,
  importData,
  incidentData,
  rotatedSecretData,
  transitionData,
} from "./alert-schemas.ts";
import { fromInstant, fromInstantOrNull, toInstant, toInstantOrNull } from "./instant.ts";

export type AlertRecipeData = z.infer<typeof alertRecipeData>;
export type BacktestData = z.infer<typeof backtestData>;
export type ImportData = z.infer<typeof importData>;

/** An alert Recipe as the API has it; with the secrets of webhooks where it was written just now. */
export function recipeToApi(recipe: RecipeView, written: readonly WrittenAction[] = []): AlertRecipeData {
  return {
    ...recipe,
    actions: recipe.actions.map(({ failover, ...action }, place) => ({
      ...action,
      ...secretOf(written[place]),
      failover:
        failover === null ? null : { ...failover, ...secretOf(written[place]?.failover ?? undefined) },
    })),
    muted_until: toInstantOrNull(recipe.muted_until),
    state: {
      ...recipe.state,
      since: toInstant(recipe.state.since),
      evaluated_to: toInstantOrNull(recipe.state.evaluated_to),
    },
    last_fired_at: toInstantOrNull(recipe.last_fired_at),
    created_at: toInstant(recipe.created_at),
    updated_at: toInstant(recipe.updated_at),
  };
}

const secretOf = (written: EnsuredDestination | undefined) =>
  written === undefined ? {} : { secret: written.secret, existing: written.existing };

/** What the screens show of a Recipe that the API answered. */
export function recipeFromApi(answer: AlertRecipeData): RecipeView {
  return {
    ...answer,
    muted_until: fromInstantOrNull(answer.muted_until),
    state: {
      ...answer.state,
      since: fromInstant(answer.state.since),
      evaluated_to: fromInstantOrNull(answer.state.evaluated_to),
    },
    last_fired_at: fromInstantOrNull(answer.last_fired_at),
    created_at: fromInstant(answer.created_at),
    updated_at: fromInstant(answer.updated_at),
  };
}

export function backtestToApi(backtest: Backtest): BacktestData {
  return {
    ...backtest,
    from: toInstant(backtest.from),
    to: toInstant(backtest.to),
    series: backtest.series.map(({ at, ...point }) => ({ at: toInstant(at), ...point })),
    firings: backtest.firings.map((firing) => ({
      ...firing,
      started_at: toInstant(firing.started_at),
      fired_at: toInstant(firing.fired_at),
      recovered_at: toInstantOrNull(firing.recovered_at),
    })),
  };
}

export function backtestFromApi(answer: BacktestData): Backtest {
  return {
    ...answer,
    from: fromInstant(answer.from),
    to: fromInstant(answer.to),
    series: answer.series.map(({ at, ...point }) => ({ at: fromInstant(at), ...point })),
    firings: answer.firings.map((firing) => ({
      ...firing,
      started_at: fromInstant(firing.started_at),
      fired_at: fromInstant(firing.fired_at),
      recovered_at: fromInstantOrNull(firing.recovered_at),
    })),
  };
}

export function incidentToApi(incident: IncidentSummary): z.infer<typeof incidentData> {
  const { acknowledged } = incident;
  return {
    ...incident,
    started_at: toInstant(incident.started_at),
    fired_at: toInstant(incident.fired_at),
    recovered_at: toInstantOrNull(incident.recovered_at),
    acknowledged: acknowledged === null ? null : { ...acknowledged, at: toInstant(acknowledged.at) },
  };
}

function deliveryToApi(delivery: DeliveryView): z.infer<typeof deliveryData> {
  return {
    ...delivery,
    created_at: toInstant(delivery.created_at),
    next_attempt_at: toInstantOrNull(delivery.next_attempt_at),
    finished_at: toInstantOrNull(delivery.finished_at),
    attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: toInstant(attempt.at) })),
  };
}

export function transitionToApi(transition: TransitionView): z.infer<typeof transitionData> {
  return {
    ...transition,
    at: toInstant(transition.at),
    recorded_at: toInstant(transition.recorded_at),
    message: { ...transition.message },
    deliveries: transition.deliveries.map(deliveryToApi),
  };
}

export function rotatedSecretToApi({
  secret,
  until,
}: {
  secret: string;
  until: number;
}): z.infer<typeof rotatedSecretData> {
  return { secret, old_secret_until: toInstant(until) };
}
