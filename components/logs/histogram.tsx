"use client";

import { Differing } from "#components/events/differing.tsx";
import { OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { OUTCOMES } from "#lib/events/document.ts";
import type { HistogramView } from "#lib/events/views.ts";
import { formatCompact, formatCount } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";
import { useBrush } from "./use-brush.ts";

const HEIGHT = 56;

interface HistogramProps {
  view: HistogramView;
  onSelect: (from: number, to: number) => void;
}

type Bucket = HistogramView["buckets"][number];
const totalOf = (bucket: Bucket) =>
  OUTCOMES.reduce((sum, outcome) => sum + (bucket.outcomes[outcome] ?? 0), 0);

function Bar({ bucket, x, width, tallest }: { bucket: Bucket; x: number; width: number; tallest: number }) {
  let top = HEIGHT;
  return OUTCOMES.map((outcome) => {
    const count = bucket.outcomes[outcome] ?? 0;
    if (count === 0) return null;
    const height = Math.max((count / tallest) * HEIGHT, 1);
    top -= height;
    return (
      <rect
        key={outcome}
        x={`${x}%`}
        y={top}
        width={`${width * 0.86}%`}
        height={height}
        fill={OUTCOME_LOOKS[outcome].color}
      />
    );
  });
}

/** Requests over time by outcome, above the list; dragging or the keyboard selects a range. */
export function Histogram({ view, onSelect }: HistogramProps) {
  const from = view.buckets[0]?.at ?? 0;
  const to = (view.buckets.at(-1)?.at ?? 0) + view.bucketMs;
  const zone = useZone();
  const { frame, brush, at: hovered, handlers } = useBrush(view, onSelect);
  const span = Math.max(to - from, 1);
  const tallest = Math.max(1, ...view.buckets.map(totalOf));

  const percent = (instant: number) => ((instant - from) / span) * 100;
  const edge = (at: number) => formatTime(at, zone, span > 86_400_000 ? "daySecond" : "second");
  const end = (at: number) => formatTime(at, zone, span > 86_400_000 ? "dayMinute" : "minute");
  const described = brush
    ? `${edge(Math.min(brush.start, brush.end))} to ${edge(Math.max(brush.start, brush.end))}`
    : hovered
      ? `${formatTime(hovered.at, zone, "second")}: ${OUTCOMES.filter((outcome) => hovered.outcomes[outcome])
          .map((outcome) => `${formatCount(hovered.outcomes[outcome] ?? 0)} ${OUTCOME_LOOKS[outcome].word}`)
          .join(", ")}`
      : "Drag, or hold Shift with an arrow, to select a range";

  const isQuiet = brush === null && hovered === null;
  const told = isQuiet && view.differing.length > 0 ? <Differing spans={view.differing} /> : null;

  return (
    <figure className="px-4 pt-2 pb-1 lg:px-5">
      <div className="relative flex">
        <span aria-hidden className="absolute top-0 left-0 text-2xs text-faint">
          {view.total === 0 ? "" : formatCompact(tallest)}
        </span>
        <div
          ref={frame}
          className="relative ml-8 flex-1 touch-pan-y cursor-crosshair rounded-[2px] border-b select-none focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent"
          role="slider"
          tabIndex={0}
          aria-label="Histogram: arrows move, with Shift they select, Enter zooms in"
          aria-valuemin={from}
          aria-valuemax={to}
          aria-valuenow={brush?.end ?? hovered?.at ?? to}
          aria-valuetext={described}
          {...handlers}
        >
          <svg
            width="100%"
            height={HEIGHT}
            role="img"
            aria-label={`Requests over time, ${formatCount(view.total)} in all`}
          >
            {view.buckets.map((bucket) => (
              <Bar
                key={bucket.at}
                bucket={bucket}
                x={percent(bucket.at)}
                width={(view.bucketMs / span) * 100}
                tallest={tallest}
              />
            ))}
          </svg>
          {view.differing.map((differing) => (
            <div
              key={differing.from}
              className="pointer-events-none absolute inset-y-0 bg-warning/15"
              style={{
                left: `${percent(Math.max(differing.from, from))}%`,
                width: `${percent(Math.min(differing.to, to)) - percent(Math.max(differing.from, from))}%`,
              }}
            />
          ))}
          {hovered === null || brush !== null ? null : (
            <div
              className="pointer-events-none absolute inset-y-0 bg-text/6"
              style={{ left: `${percent(hovered.at)}%`, width: `${(view.bucketMs / span) * 100}%` }}
            />
          )}
          {brush === null ? null : (
            <div
              className="pointer-events-none absolute inset-y-0 border-x border-accent bg-accent/15"
              style={{
                left: `${percent(Math.min(brush.start, brush.end))}%`,
                width: `${Math.abs(percent(brush.end) - percent(brush.start))}%`,
              }}
            />
          )}
        </div>
      </div>
      <figcaption className="ml-8 flex justify-between gap-2 pt-0.5 text-2xs text-faint">
        <span className="whitespace-nowrap">{end(from)}</span>
        <span className="truncate">{told ?? described}</span>
        <span className="whitespace-nowrap">{end(to)}</span>
      </figcaption>
    </figure>
  );
}
