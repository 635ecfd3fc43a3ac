import { z } from "zod";
import { noteText } from "../../alerts/incidents/add-note.ts";
import { cursorParam, rangeParams } from "../parameters.ts";

/** PostgreSQL's largest integer. */
const MOST = 2_147_483_647;

export const incidentNumberParam = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, "must be 1 at least")
  .max(MOST, "is no number of an incident")
  .meta({ description: "Number of the incident, as in #482" });

export const downtimeIdParam = z.uuid("is not an id").meta({ description: "Id of the plan" });

export const incidentListQuery = {
  ...rangeParams,
  range: rangeParams.range.meta({
    description: "A range that ends now, up to 400 days. Without range, from and to: all",
    example: "30d",
  }),
  open: z
    .enum(["true", "false"], "must be true or false")
    .optional()
    .meta({ description: "true: only those that last; false: only those that are over" }),
  recipe: z.uuid("is not an id").optional().meta({ description: "Id of an alert Recipe" }),
  limit: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be 1 at least")
    .max(200, "can be 200 at most")
    .default(50)
    .meta({ description: "Incidents of a page" }),
  cursor: cursorParam,
};

export const affectedQuery = {
  format: z
    .enum(["json", "csv"], "must be json or csv")
    .default("json")
    .meta({ description: "JSON, or CSV for spreadsheets" }),
};

export const noteBody = z.strictObject({ text: noteText });
