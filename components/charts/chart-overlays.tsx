import { ReferenceArea, ReferenceLine } from "recharts";
import { labelled, unionOf } from "./spans.ts";
import type { ChartMark, ChartSpan } from "./types.ts";

interface Axis {
  /** Starts of the buckets, ascending. */
  starts: readonly number[];
  bucketMs: number;
}

const LABEL_WIDTH = 44;
/** A band over all of the chart has its word in the first line. */
const SECOND_LINE = 27;

const FILLS = {
  danger: { fill: "var(--color-danger)", fillOpacity: 0.1 },
  quiet: { fill: "var(--color-text)", fillOpacity: 0.07 },
} as const;

const TEXTS = { danger: "var(--color-danger-text)", quiet: "var(--color-muted)" } as const;

/** Start of the bucket that an instant is in; null: none is shown. */
function bucketAt(at: number, { starts, bucketMs }: Axis): number | null {
  return starts.find((start) => at >= start && at < start + bucketMs) ?? null;
}

interface SpanLabelProps {
  span: ChartSpan;
  viewBox?: { x?: number; y?: number };
}

function SpanLabel({ span, viewBox }: SpanLabelProps) {
  return (
    <text
      x={(viewBox?.x ?? 0) + 4}
      y={(viewBox?.y ?? 0) + SECOND_LINE}
      fontSize={11}
      fontWeight={540}
      fill={TEXTS[span.tone]}
    >
      {span.label}
    </text>
  );
}

interface ChartSpansProps extends Axis {
  spans: readonly ChartSpan[];
  /** Of the chart, in pixels. */
  width: number;
}

/** Stretches behind the figures; the parts that are out of sight are cut off. */
export function ChartSpans({ spans, starts, bucketMs, width }: ChartSpansProps) {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined || width === 0) return null;
  const axis = { starts, bucketMs };
  const seen = spans.filter(({ from, to }) => from < last + bucketMs && (to ?? last) >= first);
  const place = (from: number, to: number) => ({
    x1: bucketAt(Math.max(from, first), axis) ?? last,
    x2: bucketAt(Math.min(to, last), axis) ?? last,
    ifOverflow: "hidden" as const,
  });
  const apart = (LABEL_WIDTH / width) * (last + bucketMs - first);
  return (
    <>
      {unionOf(seen, last).map(({ tone, from, to }) => (
        <ReferenceArea key={`${tone}/${from}`} {...place(from, to)} {...FILLS[tone]} />
      ))}
      {labelled(seen, apart, first).map((span) => (
        <ReferenceArea
          key={span.key}
          {...place(span.from, span.to ?? last)}
          fillOpacity={0}
          label={({ viewBox }: { viewBox?: { x?: number; y?: number } }) => (
            <SpanLabel span={span} viewBox={viewBox ?? {}} />
          )}
        />
      ))}
    </>
  );
}

/** Instants as dashed lines with a word at the top. */
export function ChartMarks({ marks, starts, bucketMs }: Axis & { marks: readonly ChartMark[] }) {
  return marks.map(({ at, label, tone, side }) => {
    const x = bucketAt(at, { starts, bucketMs });
    if (x === null) return null;
    return (
      <ReferenceLine
        key={label}
        x={x}
        stroke={`var(--color-${tone})`}
        strokeDasharray="3 3"
        label={{
          value: label,
          position: side === "right" ? "insideTopLeft" : "insideTopRight",
          fill: `var(--color-${tone}-text)`,
          fontSize: 11,
          fontWeight: 540,
        }}
      />
    );
  });
}
