import type { RebuildReport } from "#workers/reprocess/reprocess.ts";

/** `2026-03-02 10`, or `2026-03-02` for what shares that day's index. */
function nameOf([first = 0, second]: readonly number[]): string {
  const name = new Date(first).toISOString();
  return second === undefined ? name.slice(0, 13).replace("T", " ") : name.slice(0, 10);
}

/** In words, why two builds differ, and what became of it. */
function reasonOf({ before, after, added, changed, missing, swapped }: RebuildReport): string {
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

export const TABLE_HEAD = `${"part (UTC)".padEnd(14)} ${"before".padStart(10)} ${"after".padStart(10)} ${"difference".padStart(10)}  reason\n`;

/** One build's line. */
export function tableLine(report: RebuildReport): string {
  const { hours, before, after } = report;
  const figures = [before.events, after.events, after.events - before.events];
  return `${nameOf(hours).padEnd(14)} ${figures.map((figure) => String(figure).padStart(10)).join(" ")}  ${reasonOf(report)}\n`;
}
