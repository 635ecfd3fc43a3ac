import { type Settled, SLOT_WIDTHS, type SlotWidth } from "../stores/rollups/port.ts";

const MINUTE = 60_000;
const DAY_WIDTH: SlotWidth = 1_440;

export interface Span {
  /** [from, to), milliseconds since 1970. */
  from: number;
  to: number;
}

/** A range cut into what rollups answer and what only the index can. */
export interface Cover {
  /** Neighbouring slots of one width, in order. */
  slots: (Span & { width: SlotWidth })[];
  live: Span[];
}

/**
 * Covers a range with slots of at most `widest` minutes, as wide as possible. Open minutes and the range's ends that
 * are no whole minutes are left to the index.
 */
export function cover(
  { from, to }: Span,
  widest: SlotWidth,
  { openMinutes, daysFrom }: Readonly<Settled>,
): Cover {
  const result: Cover = { slots: [], live: [] };
  const first = Math.ceil(from / MINUTE) * MINUTE;
  const last = Math.floor(to / MINUTE) * MINUTE;
  if (first >= last) return { slots: [], live: [{ from, to }] };
  const open = openMinutes.toSorted((a, b) => a - b);
  let next = 0;
  extend(result.live, { from, to: first });
  for (let at = first; at < last; ) {
    while ((open[next] ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const free = Math.min(last, open[next] ?? Number.POSITIVE_INFINITY);
    const width = SLOT_WIDTHS.findLast(
      (candidate) =>
        candidate <= widest &&
        at % (candidate * MINUTE) === 0 &&
        at + candidate * MINUTE <= free &&
        (candidate < DAY_WIDTH || at >= daysFrom),
    );
    const end = at + (width ?? 1) * MINUTE;
    if (width === undefined) extend(result.live, { from: at, to: end });
    else {
      const before = result.slots.at(-1);
      if (before?.width === width && before.to === at) before.to = end;
      else result.slots.push({ width, from: at, to: end });
    }
    at = end;
  }
  extend(result.live, { from: last, to });
  return result;
}

/** The widest slots of which whole ones make a bucket; null where a bucket is no whole number of minutes. */
export function widestWithin(bucketMs: number | null): SlotWidth | null {
  if (bucketMs === null) return SLOT_WIDTHS[SLOT_WIDTHS.length - 1] ?? null;
  return SLOT_WIDTHS.findLast((width) => bucketMs % (width * MINUTE) === 0) ?? null;
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

function extend(spans: Span[], span: Span): void {
  if (span.from >= span.to) return;
  const before = spans.at(-1);
  if (before?.to === span.from) before.to = span.to;
  else spans.push({ ...span });
}
