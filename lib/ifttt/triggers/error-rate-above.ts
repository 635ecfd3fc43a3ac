import { z } from "zod";
import { commonFields, thresholdField } from "../fields.ts";
import { defineTrigger } from "../trigger.ts";

/** More than so many percent of the requests fail. */
export const errorRateAbove = defineTrigger({
  slug: "error_rate_above",
  kind: "fired",
  schema: z.object({ ...commonFields, threshold: thresholdField }),
  condition: ({ endpoint, threshold }) => ({ type: "error_rate_above", endpoint, percent: threshold }),
  counts: ({ trigger, value }, { threshold }) =>
    trigger.type === "error_rate_above" && value !== null && value >= threshold,
});
