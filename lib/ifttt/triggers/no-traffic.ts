import { z } from "zod";
import { commonFields } from "../fields.ts";
import { defineTrigger } from "../trigger.ts";

/** Nobody calls the API, although somebody usually does at that hour. */
export const noTraffic = defineTrigger({
  slug: "no_traffic",
  kind: "fired",
  schema: z.object(commonFields),
  condition: ({ endpoint }) => ({ type: "no_traffic", endpoint }),
  counts: ({ trigger }) => trigger.type === "no_traffic",
});
