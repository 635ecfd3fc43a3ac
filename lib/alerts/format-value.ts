import { formatDuration, spanInWords } from "../format/duration.ts";
import { formatCount, formatPlural, THIN_SPACE } from "../format/number.ts";
import type { PlatformUnit, Unit } from "./trigger.ts";

/** Up to so many decimals, and none that says nothing: `5`, `0.25`, `99.95`. */
function plain(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** A percentage, as thresholds are given: `5 %`, `0.25 %`, `99.95 %`. */
export function formatPercentage(percent: number): string {
  return `${plain(percent, 3)}${THIN_SPACE}%`;
}

/** A figure of a trigger or its threshold: `12.4 %`, `1.38 s`, `312 requests`, `14×`, `3.2 spreads`; `–` for none. */
export function formatAlertValue(value: number | null, unit: Unit | PlatformUnit): string {
  if (value === null) return "\u2013";
  switch (unit) {
    case "percent":
      return value > 0 && value < 0.005
        ? `<0.01${THIN_SPACE}%`
        : `${plain(value, value < 1 ? 2 : 1)}${THIN_SPACE}%`;
    case "milliseconds":
      return formatDuration(value).replace(/\.0+(?=\D)/, "");
    case "requests":
      return `${formatCount(value)} ${Math.round(value) === 1 ? "request" : "requests"}`;
    case "ratio":
      return `${plain(value, value < 10 ? 1 : 0)}×`;
    case "spreads":
      return `${plain(value, 1)} spreads`;
    case "minutes":
      return minutesInWords(Number(value.toFixed(1)));
    case "parts":
      return formatPlural(value, "part");
    case "records":
      return formatPlural(value, "record");
    case "letters":
      return formatPlural(value, "dead letter");
    case "partitions":
      return formatPlural(value, "partition");
    case "disagreements":
      return formatPlural(value, "disagreement");
  }
}

/** A length given in minutes, in words: `30 seconds`, `1 minute`, `90 minutes`, `3 hours`. */
export function minutesInWords(minutes: number): string {
  const words = spanInWords(minutes * 60_000);
  return /^\d/.test(words) ? words : `1 ${words}`;
}
