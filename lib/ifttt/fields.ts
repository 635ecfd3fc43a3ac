import { z } from "zod";

/** What stands for "no matter which" where a list has to offer a value. */
export const ANY = "any";

/** Engines send what people typed, as text: `5`, `5 %`, `2000 ms`. */
function amount(schema: z.ZodNumber, fallback?: number) {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value ?? fallback;
    const text = value.trim().replace(/\s*(%|ms)$/, "");
    return text === "" ? fallback : Number(text);
  }, schema);
}

export const commonFields = {
  channel: z
    .string("must name a Channel")
    .trim()
    .min(1, "must name a Channel")
    .max(64, "must name a Channel"),
  endpoint: z.preprocess(
    (value) => (value === undefined || value === "" || value === ANY ? null : value),
    z.string("must name an endpoint").trim().max(128, "must name an endpoint").nullable(),
  ),
};

const PERCENT = "must be a percentage above 0, and 100 at most";
export const thresholdField = amount(z.number(PERCENT).gt(0, PERCENT).max(100, PERCENT));

const MILLISECONDS = "must be milliseconds from 1 to 600000";
export const millisecondsField = amount(
  z.number(MILLISECONDS).min(1, MILLISECONDS).max(600_000, MILLISECONDS),
);

const PERCENTILE = "must be a percentile from 1 to 99.9";
export const percentileField = amount(z.number(PERCENTILE).min(1, PERCENTILE).max(99.9, PERCENTILE), 95);
