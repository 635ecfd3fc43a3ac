import { z } from "zod";
import { commonFields } from "../fields.ts";
import { defineTrigger } from "../trigger.ts";

/** An incident is over, whatever it was about. */
export const apiRecovered = defineTrigger({
  slug: "api_recovered",
  kind: "recovered",
  schema: z.object(commonFields),
  condition: ({ endpoint }) => ({ type: "down", endpoint }),
  counts: () => true,
});
