import { z } from "zod";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time as 09:00");

/** When messages go out, in the Channel's time zone; outside of it an incident is recorded, and told once it begins. */
export const scheduleInput = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).min(1, "must name a day at least"),
    from: clockTime,
    to: clockTime.describe("Before `from`: on the next day"),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], error: "must differ from the begin" });

export type Schedule = z.output<typeof scheduleInput>;
