import type { Trigger } from "../trigger.ts";
import { burnPast } from "./burn-past.ts";
import { countedPast } from "./counted-past.ts";
import { latencyPast } from "./latency-past.ts";
import { newErrorPast } from "./new-error-past.ts";
import { noTrafficPast } from "./no-traffic-past.ts";
import type { Past, PastQuestion } from "./past.ts";
import { unusualPast } from "./unusual-past.ts";

/** What the trigger would have seen in a range. */
export async function readPast(question: PastQuestion): Promise<Past> {
  const { trigger } = question;
  const about = <T extends Trigger>(narrowed: T): PastQuestion<T> => ({ ...question, trigger: narrowed });
  switch (trigger.type) {
    case "error_rate_above":
    case "down":
      return countedPast(about(trigger));
    case "latency_above":
      return latencyPast(about(trigger));
    case "no_traffic":
      return noTrafficPast(about(trigger));
    case "new_error":
      return newErrorPast(about(trigger));
    case "budget_burn":
      return burnPast(about(trigger));
    case "unusual":
      return unusualPast(about(trigger));
  }
}
