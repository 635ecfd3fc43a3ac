import { formatPlural } from "../../format/number.ts";
import { formatAlertValue, formatPercentage, minutesInWords } from "../format-value.ts";
import type { Trigger } from "../trigger.ts";

const MEASURES = { requests: "number of requests", error_rate: "error rate", latency: "median duration" };

/** A trigger in words, to stand after "If": `the error rate of send_message is above 5 %, over 5 minutes`. */
export function conditionInWords(trigger: Trigger): string {
  const lasting = trigger.for_minutes > 0 ? `, for ${minutesInWords(trigger.for_minutes)}` : "";
  return `${whatHappens(trigger)}${lasting}`;
}

function whatHappens(trigger: Trigger): string {
  const of = trigger.endpoint === null ? "" : ` of ${trigger.endpoint}`;
  switch (trigger.type) {
    case "error_rate_above":
      return `the error rate${of} is above ${formatPercentage(trigger.percent)}, ${over(trigger)}`;
    case "down":
      return `no request${of} succeeds, ${over(trigger)}`;
    case "latency_above": {
      const limit = formatAlertValue(trigger.milliseconds, "milliseconds");
      return `the p${trigger.percentile} duration${of} is above ${limit}, ${over(trigger)}`;
    }
    case "no_traffic":
      return `there is no request${of} although there usually is, ${over(trigger)}`;
    case "new_error": {
      const times = formatPlural(trigger.minimum_requests, "time");
      return `an error${of} that 30 days did not show happens ${times} within ${minutesInWords(trigger.window_minutes)}`;
    }
    case "budget_burn": {
      const budget = `${formatPercentage(trigger.objective_percent)} over ${formatPlural(trigger.period_days, "day")}`;
      const lately = trigger.window_minutes === 5 ? "" : `, still in the last ${lastOf(trigger)}`;
      return `the error budget${of} (${budget}) burns too fast${lately}`;
    }
    case "unusual": {
      const { window_minutes } = trigger;
      const window = window_minutes === null ? "" : `, ${over({ window_minutes })}`;
      return `the ${MEASURES[trigger.measure]}${of} is outside its usual pattern${window}`;
    }
  }
}

/** `hour`, `30 seconds`. */
const lastOf = ({ window_minutes }: { window_minutes: number }) =>
  minutesInWords(window_minutes).replace(/^1 /, "");

const over = ({ window_minutes }: { window_minutes: number }) => `over ${minutesInWords(window_minutes)}`;
