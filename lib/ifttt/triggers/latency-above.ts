import { z } from "zod";
import { commonFields, millisecondsField, percentileField } from "../fields.ts";
import { defineTrigger } from "../trigger.ts";

/** Requests take longer than so many milliseconds. */
export const latencyAbove = defineTrigger({
  slug: "latency_above",
  kind: "fired",
  schema: z.object({ ...commonFields, milliseconds: millisecondsField, percentile: percentileField }),
  condition: ({ endpoint, milliseconds, percentile }) => ({
    type: "latency_above",
    endpoint,
    milliseconds,
    percentile,
  }),
  // A lower percentile as high as that means that the higher one is, too.
  counts: ({ trigger, value }, { milliseconds, percentile }) =>
    trigger.type === "latency_above" &&
    trigger.percentile <= percentile &&
    value !== null &&
    value >= milliseconds,
});
