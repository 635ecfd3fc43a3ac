import { formatTime, type Zone } from "#lib/format/time.ts";

const DAY = 86_400_000;

/** Of a whole day, the day; otherwise `14:05:00 to 14:07:00`; with the day for buckets of an hour or more. */
export function bucketInWords(at: number, bucketMs: number, zone: Zone): string {
  if (bucketMs === DAY && formatTime(at, zone, "minute") === "00:00") return formatTime(at, zone, "day");
  const long = bucketMs >= 3_600_000;
  const form = long ? "dayMinute" : bucketMs % 60_000 === 0 ? "minute" : "second";
  return `${formatTime(at, zone, form)} to ${formatTime(at + bucketMs, zone, long ? "minute" : form)}`;
}
