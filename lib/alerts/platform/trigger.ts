import { z } from "zod";
import { ABOUT, PLATFORM_MEASURES, type PlatformTrigger } from "./measures.ts";

/** The trigger of one of the installation's own Recipes, as its row has it. */
export const platformTrigger: z.ZodType<PlatformTrigger> = z
  .strictObject({
    type: z.literal("platform"),
    measure: z.enum(PLATFORM_MEASURES),
    above: z.number().min(0),
    for_minutes: z
      .number()
      .min(0)
      .max(24 * 60),
  })
  .refine(({ measure, above }) => above <= ABOUT[measure].most, {
    path: ["above"],
    error: "is larger than the figure can become",
  });
