import { z } from "zod";
import { FAULTS, type Fault } from "../events/document.ts";

/** Verdicts that count unless a Recipe says otherwise: those that somebody at the partner can mend. */
export const COUNTED_FAULTS: readonly Fault[] = ["partner", "rate_limit", "network"];

const DAY_MINUTES = 24 * 60;

const minutes = (least: number, most: number) => z.number().min(least).max(most);
const windowOf = (usual: number) =>
  minutes(0.5, DAY_MINUTES).default(usual).describe("The figure is taken over the last so many minutes");
const fewest = (usual: number) =>
  z.int().min(1).max(1_000_000).default(usual).describe("Of fewer requests nothing is said");

const common = {
  for_minutes: minutes(0, DAY_MINUTES).default(0).describe("How long it must stay so; 0: at once"),
  endpoint: z.string().min(1).max(128).nullable().default(null).describe("One endpoint; null: any"),
  faults: z
    .array(z.enum(FAULTS))
    .min(1, "must name one at least")
    .transform((faults) => FAULTS.filter((fault) => faults.includes(fault)))
    .default([...COUNTED_FAULTS])
    .describe("Whose failures count"),
};

/** What an alert Recipe can ask of a Channel. Numbers are in the units of their names. */
export const triggerInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("error_rate_above"),
    percent: z.number().gt(0).max(100),
    window_minutes: windowOf(5),
    minimum_requests: fewest(20),
    ...common,
  }),
  z.strictObject({
    type: z.literal("down").describe("No success although requests are made"),
    window_minutes: windowOf(5),
    minimum_requests: fewest(5),
    ...common,
  }),
  z.strictObject({
    type: z.literal("latency_above"),
    percentile: z.number().min(1).max(99.9).default(95),
    milliseconds: z.number().min(1).max(600_000),
    window_minutes: windowOf(5),
    minimum_requests: fewest(20),
    ...common,
  }),
  z.strictObject({
    type: z.literal("no_traffic").describe("Although there usually is some at that hour"),
    window_minutes: windowOf(30),
    minimum_requests: fewest(10).describe("That are usual in such a time"),
    ...common,
  }),
  z.strictObject({
    type: z.literal("new_error").describe("An error signature that was not seen in the 30 days before"),
    window_minutes: windowOf(5),
    minimum_requests: fewest(5).describe("Requests that fail with it"),
    ...common,
  }),
  z.strictObject({
    type: z.literal("budget_burn"),
    objective_percent: z.number().min(50).max(99.999).describe("Share of requests that are to succeed"),
    period_days: z.int().min(7).max(90).default(30),
    window_minutes: minutes(0.5, 60)
      .default(5)
      .describe("How recently the budget must still burn: the short one of the fast pair of windows"),
    minimum_requests: fewest(20),
    ...common,
  }),
  z.strictObject({
    type: z.literal("unusual"),
    measure: z.enum(["requests", "error_rate", "latency"]).describe("`latency` is the median"),
    sensitivity: z.enum(["low", "medium", "high"]).default("medium"),
    window_minutes: minutes(0.5, DAY_MINUTES)
      .nullable()
      .default(null)
      .describe("The mean of so many minutes is compared; null: of 15 and of 60, whichever is more unusual"),
    minimum_requests: fewest(20),
    ...common,
  }),
]);

export type Trigger = z.output<typeof triggerInput>;
export type TriggerInput = z.input<typeof triggerInput>;
export type TriggerType = Trigger["type"];

/** What a trigger's figure is measured in. `ratio`: how many times faster than the budget allows. */
export type Unit = "percent" | "milliseconds" | "requests" | "ratio" | "spreads";

/** The same of what the installation watches of itself. */
export type PlatformUnit =
  | "percent"
  | "minutes"
  | "parts"
  | "records"
  | "letters"
  | "partitions"
  | "disagreements";

export const UNITS: Record<TriggerType, Unit> = {
  error_rate_above: "percent",
  down: "percent",
  latency_above: "milliseconds",
  no_traffic: "requests",
  new_error: "requests",
  budget_burn: "ratio",
  unusual: "spreads",
};
