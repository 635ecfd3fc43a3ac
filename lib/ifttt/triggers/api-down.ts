import { z } from "zod";
import { commonFields } from "../fields.ts";
import { defineTrigger } from "../trigger.ts";

/** From here on, an error rate is as good as no success at all. */
const AS_GOOD_AS_DOWN_PERCENT = 90;

/** Nothing succeeds any more. */
export const apiDown = defineTrigger({
  slug: "api_down",
  kind: "fired",
  schema: z.object(commonFields),
  condition: ({ endpoint }) => ({ type: "down", endpoint }),
  counts: ({ trigger, value }) =>
    trigger.type === "down" ||
    (trigger.type === "error_rate_above" && value !== null && value >= AS_GOOD_AS_DOWN_PERCENT),
});
