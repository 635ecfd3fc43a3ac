import type { Trigger } from "./trigger.ts";
import { DEVIATIONS } from "./unusual.ts";

/** What a trigger's figure is compared with, in its unit; null where that follows from the window or from the past. */
export function thresholdOf(trigger: Trigger): number | null {
  switch (trigger.type) {
    case "error_rate_above":
      return trigger.percent;
    case "down":
      return 100;
    case "latency_above":
      return trigger.milliseconds;
    case "new_error":
      return trigger.minimum_requests;
    case "unusual":
      return DEVIATIONS[trigger.sensitivity];
    case "no_traffic":
    case "budget_burn":
      return null;
  }
}
