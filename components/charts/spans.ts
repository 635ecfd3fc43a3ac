import type { ChartSpan } from "./types.ts";

export interface Stretch {
  tone: ChartSpan["tone"];
  from: number;
  to: number;
}

/** Stretches of one tone that touch are one: drawn over each other they would look worse than they are. */
export function unionOf(spans: readonly ChartSpan[], end: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const tone of ["quiet", "danger"] as const) {
    let current: Stretch | null = null;
    for (const span of spans.filter((one) => one.tone === tone).toSorted((a, b) => a.from - b.from)) {
      const to = span.to ?? end;
      if (current !== null && span.from <= current.to) current.to = Math.max(current.to, to);
      else {
        current = { tone, from: span.from, to };
        stretches.push(current);
      }
    }
  }
  return stretches;
}

/** Those that can carry their label: at least so far from the one before. */
export function labelled(spans: readonly ChartSpan[], apart: number, start: number): ChartSpan[] {
  const shown: ChartSpan[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const span of spans.filter(({ label }) => label !== undefined).toSorted((a, b) => a.from - b.from)) {
    const at = Math.max(span.from, start);
    if (at - last < apart) continue;
    shown.push(span);
    last = at;
  }
  return shown;
}
