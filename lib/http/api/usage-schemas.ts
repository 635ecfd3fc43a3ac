import { z } from "zod";
import { USAGE_RANGES } from "../../usage/ranges.ts";
import { USAGE_TABLES } from "../../usage/tables.ts";

const count = z.int().min(0);
const date = z.iso.date().describe("A UTC day");
const few = count.nullable().describe("null: fewer than 5, but somebody");

export const usageRangeParam = z
  .enum(USAGE_RANGES, "must be 7d, 28d or 91d")
  .default("28d")
  .meta({ description: "Days that end with the last complete one" });

export const usageTableParam = z
  .enum(USAGE_TABLES, `must be one of ${USAGE_TABLES.join(", ")}`)
  .default("days")
  .meta({ description: "Which of the screen's tables" });

const people = z.object({
  active: count.describe("People who did something with the Channel, each once"),
  new: count.describe("Of these, those whose first activity on it was in the range"),
  connected: count,
  funnel: z
    .object({ connected: count, created: few, enabled: few, ran: few })
    .describe("Those who connected in the range, and of them who created, enabled and ran a Recipe since"),
});

const known = count.nullable().describe("null: the day could not be counted");
const day = z.object({
  date,
  active_users: known,
  active_users_7d: known.describe("In the 7 days that end with this one"),
  active_users_28d: known,
  new_users: known,
  recipes_created: known,
  recipes_enabled: known,
  recipes_disabled: known,
  recipes_enabled_at_end: known.describe(
    "Enabled when the day ended, of those whose enabling is among the interaction events",
  ),
  runs: known,
  users_connected: known,
  users_disconnected: known,
});

const breakdown = z.object({
  groups: z.array(
    z.object({
      key: z.string(),
      kind: z.string().nullable(),
      users: count,
      count: count.describe("Runs, Recipes or people, as the list says"),
      previous: count
        .nullable()
        .describe("In the range before; null: unknown, or among the small groups there"),
    }),
  ),
  other: z
    .object({ groups: count, count: count.nullable() })
    .nullable()
    .describe("Groups of fewer than 5 people, with the next larger one"),
});

const receipt = z.object({
  complete_to: date,
  days: count,
  rows: count,
  made_at: z.iso.datetime(),
  verified: z.object({ at: z.iso.datetime(), equal: z.boolean() }).nullable(),
  made_anew_at: z.iso
    .datetime()
    .nullable()
    .describe("When events that came later will be counted; null: none wait"),
});

/** `data` of `GET /api/v1/channels/{slug}/usage`. */
export const usageData = z.object({
  channel: z.object({ slug: z.string(), name: z.string(), registered: z.boolean() }),
  range: z.enum(USAGE_RANGES),
  complete_to: date.nullable().describe("null: no day was made yet"),
  figures: z
    .object({
      from: date,
      to: date,
      people,
      previous_people: people.nullable().describe("null where history does not reach so far"),
      days: z.array(day),
      previous_days: z.array(day),
      endpoints: breakdown.describe("Runs by trigger and action"),
      pairs: breakdown.describe("Recipes that ran, by the Channel that they combine with this one"),
      platforms: breakdown.describe("People"),
      countries: breakdown.describe("People"),
      recipes: z.array(z.object({ id: z.string(), title: z.string().nullable(), runs: count })),
      retention: z.array(
        z.object({
          week: date.describe("Monday of the cohort's first week"),
          users: count.nullable().describe("null: fewer than 5"),
          active: z
            .array(count.nullable().describe("null: fewer than 5, but somebody, or hidden beside such"))
            .describe("How many were active so many weeks later, the first week first"),
        }),
      ),
      receipts: z.record(z.string(), receipt).describe("What each part rests on"),
    })
    .nullable()
    .describe("null: nobody did anything with the Channel"),
});
