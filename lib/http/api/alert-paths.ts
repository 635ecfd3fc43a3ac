import { z } from "zod";
import { recipeInput } from "../../alerts/recipe.ts";
import { muteInput } from "../../alerts/recipes/mute.ts";
import { recipePatch } from "../../alerts/recipes/patch.ts";
import {
  cursorParam,
  destinationIdParam,
  flagParam,
  pageParam,
  recipeIdParam,
  slugParam,
} from "../parameters.ts";
import {
  alertRecipeData,
  backtestData,
  backtestInput,
  importData,
  incidentData,
  rotatedSecretData,
  transitionData,
  warningsData,
} from "./alert-schemas.ts";
import { json, list, type Operation, object } from "./operation.ts";

const PATH = "/api/v1/channels/{slug}/alert-recipes";
const slug = { slug: slugParam };
const one = { ...slug, id: recipeIdParam };
const DESTINATIONS = "/api/v1/channels/{slug}/destinations";
const jsonBody = (schema: z.ZodType, description: string): Operation["body"] => ({
  description,
  schemas: { "application/json": schema },
});

/** Alert Recipes: what scripts and the composer do with them. */
export const ALERT_OPERATIONS: Operation[] = [
  {
    path: PATH,
    method: "get",
    id: "listAlertRecipes",
    summary: "Alert Recipes of the Channel with their states, by name",
    scope: "read",
    params: slug,
    answer: json(list(alertRecipeData), "All of them"),
  },
  {
    path: PATH,
    method: "post",
    id: "createAlertRecipe",
    summary: "Make an alert Recipe, and the destinations that it names",
    scope: "alerts:write",
    params: slug,
    body: jsonBody(recipeInput, "The Recipe; at most a hundred a Channel"),
    answer: {
      ...json(
        z.object({ data: alertRecipeData, warnings: warningsData }),
        "The Recipe; a new webhook's `secret` is shown this once, that of an `existing` one not again",
      ),
      status: 201,
    },
  },
  {
    path: `${PATH}/{id}`,
    method: "get",
    id: "alertRecipe",
    summary: "One alert Recipe with its state",
    scope: "read",
    params: one,
    answer: json(object(alertRecipeData), "The Recipe"),
  },
  {
    path: `${PATH}/{id}`,
    method: "patch",
    id: "changeAlertRecipe",
    summary: "Change what is given; a trigger and the list of actions are replaced as a whole",
    scope: "alerts:write",
    params: one,
    body: jsonBody(recipePatch, "What is to be different"),
    answer: json(object(alertRecipeData), "The Recipe as it is now"),
  },
  {
    path: `${PATH}/{id}`,
    method: "delete",
    id: "removeAlertRecipe",
    summary: "Remove an alert Recipe; its incidents stay on record",
    scope: "alerts:write",
    params: one,
    answer: { status: 204, contentType: null, schema: z.null(), description: "It is gone" },
  },
  {
    path: `${PATH}/{id}/mute`,
    method: "post",
    id: "muteAlertRecipe",
    summary: "Keep it quiet until an instant, a year ahead at most; it goes on measuring",
    scope: "alerts:write",
    params: one,
    body: jsonBody(muteInput, "Until when; null ends it"),
    answer: json(object(alertRecipeData), "The Recipe as it is now"),
  },
  {
    path: `${PATH}/{id}/incidents`,
    method: "get",
    id: "alertRecipeIncidents",
    summary: "Its incidents, newest first, with their transitions and deliveries",
    scope: "read",
    params: one,
    query: { limit: pageParam, cursor: cursorParam },
    answer: json(list(incidentData.extend({ transitions: z.array(transitionData) })), "A page of incidents"),
  },
  {
    path: `${PATH}/backtest`,
    method: "post",
    id: "backtestAlertRecipe",
    summary: "When a Recipe would have fired",
    scope: "read",
    params: slug,
    body: jsonBody(backtestInput, "A Recipe and a range; the Recipe may stand in `recipe`"),
    answer: json(object(backtestData), "The figure over time, and the firings"),
  },
  {
    path: `${PATH}.yaml`,
    method: "get",
    id: "exportAlertRecipes",
    summary: "All alert Recipes of the Channel as a YAML file, without addresses",
    scope: "read",
    params: slug,
    answer: { status: 200, contentType: "application/yaml", schema: z.string(), description: "The file" },
  },
  {
    path: `${PATH}.yaml`,
    method: "put",
    id: "importAlertRecipes",
    summary: "Bring the Channel's alert Recipes to what a file says, matched by name",
    scope: "alerts:write",
    params: slug,
    query: {
      dry_run: flagParam.meta({ description: "Says what would be, and changes nothing" }),
      prune: flagParam.meta({ description: "Also removes Recipes that the file does not have" }),
    },
    body: { description: "The file", schemas: { "application/yaml": z.string() } },
    answer: json(object(importData), "What was changed, or would be"),
  },
  {
    path: `${DESTINATIONS}/{id}/secret`,
    method: "post",
    id: "rotateDestinationSecret",
    summary: "Give a webhook another signing secret; the one before signs for a day as well",
    scope: "alerts:write",
    params: { ...slug, id: destinationIdParam },
    answer: json(object(rotatedSecretData), "The new secret, shown this once"),
  },
];
