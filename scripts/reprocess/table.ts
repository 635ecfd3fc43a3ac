import type { HourReport } from "#workers/reprocess/reprocess.ts";

const hourName = (hour: number) => new Date(hour).toISOString().slice(0, 13).replace("T", " ");

/** In words, why two builds of an hour differ, and what became of it. */
function reasonOf({ before, after, added, changed, missing, swapped }: HourReport): string {
  if (missing > 0) return `kept as it was: ${missing} of its events are not in the stream any more`;
  if (after.events === 0) return "nothing to build: neither index nor stream have events";
  const reasons = [
    ...(added > 0 ? [`${added} were not indexed before`] : []),
    ...(changed > 0 ? [`${changed} have other content now`] : []),
  ];
  if (reasons.length > 0) return `swapped: ${reasons.join(", ")}`;
  const proven = before.checksums === after.checksums;
  return swapped && proven ? "swapped: the same events, counts and checksums agree" : "swapped";
}

export const TABLE_HEAD = `${"hour (UTC)".padEnd(14)} ${"before".padStart(10)} ${"after".padStart(10)} ${"difference".padStart(10)}  reason\n`;

/** One hour's line. */
export function tableLine(report: HourReport): string {
  const { hour, before, after } = report;
  const figures = [before.events, after.events, after.events - before.events];
  return `${hourName(hour).padEnd(14)} ${figures.map((figure) => String(figure).padStart(10)).join(" ")}  ${reasonOf(report)}\n`;
}
