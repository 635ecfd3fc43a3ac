import { formatTime } from "#lib/format/time.ts";
import { startOf } from "#lib/usage/days.ts";
import { type UsageRange, usageRangeInWords } from "#lib/usage/ranges.ts";
import type { UsageDate } from "#lib/usage/views.ts";

/** `Nov 22`: the marts know UTC days only, whatever the zone of the screen. */
export const dateInWords = (date: UsageDate): string => formatTime(startOf(date), "UTC", "day");

export const previousInWords = (range: UsageRange): string => `previous ${usageRangeInWords(range)}`;
