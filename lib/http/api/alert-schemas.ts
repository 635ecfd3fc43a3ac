import { z } from "zod";
import { DESTINATION_TYPES } from "../../alerts/action.ts";
import { recipeInput } from "../../alerts/recipe.ts";
import { scheduleInput } from "../../alerts/schedule.ts";
import { triggerInput } from "../../alerts/trigger.ts";
import { ALERT_STATES, UNREACHABLE } from "../../alerts/views.ts";
import { FAULTS } from "../../events/document.ts";

const count = z.int().min(0);
const instant = z.iso.datetime().describe("ISO 8601, UTC");
const unit = z.enum(["percent", "milliseconds", "requests", "ratio", "spreads"]);

const shortDestination = z.object({
  id: z.uuid(),
  type: z.enum(DESTINATION_TYPES),
  name: z.string(),
  hint: z.string().describe("Of its address, what may be shown"),
});
const secret = z
  .string()
  .nullable()
  .optional()
  .describe("`whsec_…` of a webhook that was made just now; shown this once");
const written = {
  secret,
  existing: z
    .boolean()
    .optional()
    .describe(
      "In the answer to a change: true where the Channel had this destination before. A webhook's secret was shown when it was made; `rotateDestinationSecret` makes another",
    ),
};

/** A destination of a Recipe. */
const recipeTarget = shortDestination.extend({
  ...written,
  unreachable: z
    .enum(UNREACHABLE)
    .nullable()
    .describe("Why nothing is sent there, until an owner switches it on or its recipient confirms"),
});

const openIncident = z.object({ id: z.uuid(), number: z.int() });

/** An alert Recipe as the API answers it. */
export const alertRecipeData = z.object({
  id: z.uuid(),
  channel: z.string().nullable(),
  name: z.string(),
  trigger: triggerInput,
  condition: z.string().describe("The trigger in words"),
  actions: z.array(recipeTarget.extend({ failover: recipeTarget.nullable() })),
  enabled: z.boolean(),
  recommended: z.boolean().describe("Made for the Channel's first owner"),
  muted_until: instant.nullable(),
  schedule: scheduleInput.nullable(),
  remind_every_minutes: z.int().nullable(),
  recover_minutes: z.number(),
  state: z.object({
    name: z.enum(ALERT_STATES),
    since: instant,
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    unit,
    error: z.string().nullable(),
    evaluated_to: instant.nullable(),
  }),
  open_incident: openIncident.nullable(),
  last_fired_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});

/** What differs from a Recipe that is only read: what is doubtful about it. */
export const warningsData = z
  .array(z.string())
  .describe("What is doubtful about it, in words; it was written all the same");

const { trigger, recover_minutes } = recipeInput.shape;
const asked = z.string().max(40).describe("ISO 8601 with zone");
const range = {
  range: z
    .union([z.string().max(16), z.strictObject({ from: asked, to: asked })], {
      error: "must be a length as 7d, or an object of `from` and `to`",
    })
    .optional()
    .describe(
      "As 7d, which ends now, or an object of both ends; 30 days and what is kept at most; by default 7d, or what is kept of it",
    ),
  from: asked.optional().describe("Instead of `range`: ISO 8601 with zone"),
  to: asked.optional(),
};

/** What is backtested: a whole Recipe will do, of which only the trigger and its times matter. */
export const backtestInput = z.object({ trigger, recover_minutes, ...range });

/** The same with the Recipe in an object of its own. */
export const backtestBody = z.preprocess((body) => {
  if (!(body instanceof Object) || !("recipe" in body) || !(body.recipe instanceof Object)) return body;
  const { recipe, ...rest } = body;
  return { ...recipe, ...rest };
}, backtestInput);

export const backtestData = z.object({
  from: instant,
  to: instant,
  step_ms: z.number(),
  unit,
  threshold: z.number().nullable(),
  series: z.array(
    z.object({
      at: instant,
      value: z.number().nullable(),
      limit: z
        .number()
        .nullable()
        .describe(
          "What it is compared with then, where that changes: the burn rate allowed, the usual requests",
        ),
    }),
  ),
  firings: z.array(
    z.object({
      started_at: instant,
      fired_at: instant,
      recovered_at: instant.nullable().describe("null: still"),
      worst: z.number(),
      failures: count,
      users_affected: count,
      incident: openIncident.nullable().describe("An incident of the Channel that overlaps it"),
    }),
  ),
  suggestion: z
    .object({ threshold: z.number(), firings: count, words: z.string() })
    .nullable()
    .describe("A threshold that would have fired for known incidents only"),
});

/** An incident in short, as lists have it. */
export const incidentData = z.object({
  id: z.uuid(),
  number: z.int(),
  channel: z.string().nullable(),
  title: z.string(),
  recipe: z.object({ id: z.uuid().nullable(), name: z.string() }),
  trigger: triggerInput,
  started_at: instant,
  fired_at: instant,
  recovered_at: instant.nullable().describe("null: it lasts"),
  ended_because: z
    .string()
    .nullable()
    .describe("Why it ended without being seen to recover; null: it recovered, or lasts"),
  acknowledged: z.object({ at: instant, by: z.string() }).nullable(),
  planned: z.boolean(),
  notified: z.boolean(),
  worst: z.number().nullable(),
  threshold: z.number().nullable(),
  unit,
  requests: count,
  failures: count,
  users_affected: count,
  recipes_affected: count,
  fault: z.enum(FAULTS).nullable(),
  top_error: z
    .object({
      endpoint: z.string().nullable(),
      label: z.string(),
      pattern: z.string().nullable(),
      count,
    })
    .nullable(),
});

export const deliveryData = z.object({
  id: z.uuid(),
  destination: shortDestination,
  status: z.enum(["pending", "delivered", "failed", "digested"]),
  created_at: instant,
  next_attempt_at: instant.nullable(),
  finished_at: instant.nullable(),
  failover_of: z.uuid().nullable().describe("The delivery that failed and led here"),
  attempts: z.array(
    z.object({
      number: z.int(),
      at: instant,
      duration_ms: z.number(),
      outcome: z.enum(["delivered", "retry", "failed"]),
      status_code: z.int().nullable(),
      detail: z.string(),
    }),
  ),
});

export const transitionData = z.object({
  id: z.uuid(),
  kind: z.enum(["fired", "recovered", "acknowledged", "reminded"]),
  at: instant.describe("By the events' own time"),
  recorded_at: instant,
  value: z.number().nullable(),
  message: z.record(z.string(), z.unknown()).describe("As a webhook gets it"),
  deliveries: z.array(deliveryData),
});

/** Of an import of Recipes as code. */
export const importData = z.object({
  dry_run: z.boolean(),
  changes: z.array(
    z.object({
      name: z.string(),
      change: z.enum(["created", "changed", "unchanged", "removed", "kept"]),
      fields: z.array(z.string()).describe("What differs, for `changed`"),
      condition: z.string(),
    }),
  ),
  secrets: z
    .array(z.object({ recipe: z.string(), destination: z.string(), secret: z.string() }))
    .describe("Signing secrets of webhooks that were made just now; shown this once"),
});

/** A webhook's new signing secret. */
export const rotatedSecretData = z.object({
  secret: z.string().describe("`whsec_…`, shown this once"),
  old_secret_until: instant.describe("Until when messages are signed with the one before as well"),
});
