import { describe, expect, test } from "vitest";
import { formatAlertValue } from "../format-value.ts";
import { type TriggerInput, triggerInput, type Unit } from "../trigger.ts";
import { conditionInWords } from "./condition.ts";

const plainSpaces = (text: string) => text.replaceAll("\u202f", " ");

test.each<[TriggerInput, string]>([
  [{ type: "error_rate_above", percent: 5 }, "the error rate is above 5 %, over 5 minutes"],
  [
    { type: "error_rate_above", percent: 0.25, endpoint: "send_message", window_minutes: 0.5 },
    "the error rate of send_message is above 0.25 %, over 30 seconds",
  ],
  [
    { type: "error_rate_above", percent: 12.5, window_minutes: 1, for_minutes: 90 },
    "the error rate is above 12.5 %, over 1 minute, for 90 minutes",
  ],
  [{ type: "down", window_minutes: 60 }, "no request succeeds, over 1 hour"],
  [{ type: "down", endpoint: "new_lead" }, "no request of new_lead succeeds, over 5 minutes"],
  [{ type: "latency_above", milliseconds: 2_000 }, "the p95 duration is above 2 s, over 5 minutes"],
  [
    { type: "latency_above", milliseconds: 1_250, percentile: 99, endpoint: "send_message" },
    "the p99 duration of send_message is above 1.25 s, over 5 minutes",
  ],
  [{ type: "no_traffic" }, "there is no request although there usually is, over 30 minutes"],
  [
    { type: "new_error", endpoint: "send_message" },
    "an error of send_message that 30 days did not show happens 5 times within 5 minutes",
  ],
  [
    { type: "new_error", minimum_requests: 1 },
    "an error that 30 days did not show happens 1 time within 5 minutes",
  ],
  [{ type: "budget_burn", objective_percent: 99.9 }, "the error budget (99.9 % over 30 days) burns too fast"],
  [
    { type: "unusual", measure: "latency", endpoint: "send_message" },
    "the median duration of send_message is outside its usual pattern",
  ],
  [
    { type: "unusual", measure: "requests", window_minutes: 10 },
    "the number of requests is outside its usual pattern, over 10 minutes",
  ],
  [
    { type: "budget_burn", objective_percent: 99, window_minutes: 0.5 },
    "the error budget (99 % over 30 days) burns too fast, still in the last 30 seconds",
  ],
  [
    { type: "no_traffic", window_minutes: 0.5 },
    "there is no request although there usually is, over 30 seconds",
  ],
])("%j", (input, words) => {
  expect(plainSpaces(conditionInWords(triggerInput.parse(input)))).toBe(words);
});

describe("a figure with its unit", () => {
  test.each<[number | null, Unit, string]>([
    [null, "percent", "–"],
    [0, "percent", "0 %"],
    [0.001, "percent", "<0.01 %"],
    [0.254, "percent", "0.25 %"],
    [5, "percent", "5 %"],
    [12.44, "percent", "12.4 %"],
    [400, "milliseconds", "400 ms"],
    [2_000, "milliseconds", "2 s"],
    [1_384, "milliseconds", "1.38 s"],
    [10_000, "milliseconds", "10 s"],
    [131_000, "milliseconds", "2 min 11 s"],
    [1, "requests", "1 request"],
    [1_204, "requests", "1,204 requests"],
    [14.4, "ratio", "14×"],
    [6.02, "ratio", "6×"],
    [3.24, "spreads", "3.2 spreads"],
  ])("%d in %s", (value, unit, text) => {
    expect(plainSpaces(formatAlertValue(value, unit))).toBe(text);
  });
});
