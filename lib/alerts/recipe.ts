import { z } from "zod";
import { actionInput } from "./action.ts";
import { scheduleInput } from "./schedule.ts";
import { triggerInput } from "./trigger.ts";

export const MAX_ACTIONS = 10;

/** An alert Recipe as scripts, files and the composer give it. */
export const recipeInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(100),
  trigger: triggerInput,
  actions: z.array(actionInput).min(1, "must name one at least").max(MAX_ACTIONS),
  enabled: z.boolean().default(true),
  recover_minutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .optional()
    .describe(
      "How long it must be over; by default as long as the window, half a minute to five minutes; an hour for `unusual`",
    ),
  remind_every_minutes: z
    .int()
    .min(5)
    .max(7 * 24 * 60)
    .nullable()
    .default(null)
    .describe("null: no reminders"),
  muted_until: z.iso.datetime({ offset: true }).nullable().default(null),
  schedule: scheduleInput.nullable().default(null).describe("null: always"),
});
export type RecipeInput = z.output<typeof recipeInput>;
