import { z } from "zod";
import { MEASURE_NAMES, problemOf, type Question, STEPS } from "./question.ts";

const range = z.union([
  z.strictObject({ days: z.number().int().min(1).max(800) }),
  z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
]);

/** A question as it is sent and kept. */
export const questionSchema: z.ZodType<Question> = z
  .strictObject({
    measure: z.enum(MEASURE_NAMES),
    breakdown: z.string().max(80).nullable(),
    step: z.enum(STEPS).nullable(),
    range,
    channel: z.string().max(64).nullable(),
  })
  .refine((question) => problemOf(question) === null, "cannot be asked");
