import { THIN_SPACE } from "./number.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const unit = (value: number | string, name: string) => `${value}${THIN_SPACE}${name}`;

/** Milliseconds as people say them: `0.4 ms`, `468 ms`, `1.38 s`, `10.0 s`, `2 min 11 s`, `3 h 51 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `\u2212${formatDuration(-ms)}`;
  if (ms === 0) return unit(0, "ms");
  if (ms < 10 && !Number.isInteger(ms)) return unit(ms.toFixed(1), "ms");
  if (ms < 999.5) return unit(Math.round(ms), "ms");
  if (ms < 9_995) return unit((ms / SECOND).toFixed(2), "s");
  if (ms < 59_950) return unit((ms / SECOND).toFixed(1), "s");
  if (ms < HOUR - SECOND / 2) return pair(ms, MINUTE, "min", SECOND, "s");
  if (ms < DAY - MINUTE / 2) return pair(ms, HOUR, "h", MINUTE, "min");
  return pair(ms, DAY, "d", HOUR, "h");
}

function pair(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(ms / small);
  const rest = smalls % (large / small);
  const first = unit(Math.floor(smalls / (large / small)), largeName);
  return rest === 0 ? first : `${first} ${unit(rest, smallName)}`;
}

/** A difference of durations with its sign: `+191 ms`. */
export function formatDurationChange(difference: number): string {
  if (Math.abs(difference) < 0.5) return unit(0, "ms");
  return difference > 0 ? `+${formatDuration(difference)}` : formatDuration(difference);
}

/** Length, name, and from how many on it is used: a day is said as 24 hours. */
const WORDS: readonly [number, string, number][] = [
  [DAY, "day", 2],
  [HOUR, "hour", 1],
  [MINUTE, "minute", 1],
  [SECOND, "second", 1],
];

/** A length in words: `3 hours`, `2 minutes`, `90 minutes`; `minute` for exactly one, as in "per minute". */
export function spanInWords(ms: number): string {
  const [size, word] = WORDS.find(
    ([candidate, , least]) => ms >= candidate * least && ms % candidate === 0,
  ) ?? [SECOND, "second"];
  const count = Math.round(ms / size);
  return count === 1 ? word : `${count} ${word}s`;
}
