import { formatAlertValue, formatPercentage, minutesInWords } from "#lib/alerts/format-value.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import { formatCount } from "#lib/format/number.ts";

const option = (label: (value: number) => string) => (value: number) => ({ value, label: label(value) });

export const PERCENTS = [1, 2, 5, 10, 20, 50].map(option(formatPercentage));
export const OBJECTIVES = [99, 99.5, 99.9, 99.95, 99.99].map(option(formatPercentage));
const WINDOWS = [0.5, 1, 2, 5, 10, 15, 30, 60].map(option(minutesInWords));
export const LASTING = [0, 1, 2, 5, 10, 15, 30].map(
  option((minutes) => (minutes === 0 ? "at once" : minutesInWords(minutes))),
);
export const DURATIONS = [500, 1_000, 2_000, 5_000, 10_000, 30_000].map(
  option((ms) => formatAlertValue(ms, "milliseconds")),
);
export const MINIMUMS = [1, 5, 10, 20, 50, 100, 500].map(option(formatCount));
export const PERIODS = [7, 14, 28, 30, 90].map(option((days) => `${days} days`));
export const PERCENTILES = [50, 95, 99].map(option((percentile) => `p${percentile}`));
export const REMINDERS = [30, 60, 240, 720, 1_440].map(option(minutesInWords));
export const RECOVERIES = [0, 1, 2, 5, 10, 30].map(
  option((minutes) => (minutes === 0 ? "at once" : minutesInWords(minutes))),
);

export const MEASURES = [
  { value: "error_rate", label: "error rate" },
  { value: "latency", label: "median duration" },
  { value: "requests", label: "number of requests" },
];
export const SENSITIVITIES = [
  { value: "low", label: "low" },
  { value: "medium", label: "medium" },
  { value: "high", label: "high" },
];

/** A trigger's window: `5 minutes`. Without one of its own, `unusual` looks at two. */
export const windowInWords = ({ window_minutes }: Trigger) =>
  window_minutes === null ? "15 minutes and an hour" : minutesInWords(window_minutes);

/** Windows that are usual for a trigger: silence and patterns show in longer ones only. */
export function windowsFor(trigger: Trigger): { value: number | null; label: string }[] {
  const long = WINDOWS.filter(({ value }) => value >= 5);
  if (trigger.type === "unusual")
    return [{ value: null, label: windowInWords({ ...trigger, window_minutes: null }) }, ...long];
  return trigger.type === "no_traffic" ? long : WINDOWS;
}
