"use client";

import { ChartSection } from "#components/charts/chart-section.tsx";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { ChartTooltip } from "#components/charts/chart-tooltip.tsx";
import { FigureStrip, type StripFigure } from "#components/charts/figure-strip.tsx";
import { FigureStripSkeleton } from "#components/charts/figure-strip-skeleton.tsx";
import { TimeChart } from "#components/charts/lazy.tsx";
import { Legend } from "#components/charts/legend.tsx";
import { Sparkline } from "#components/charts/sparkline.tsx";
import type { ChartPoint, ChartSeries } from "#components/charts/types.ts";
import { OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { OUTCOMES } from "#lib/events/document.ts";
import { Family, Specimen } from "./specimen.tsx";

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 10, 23, 11, 41);
const COUNT = 60;

/** The same in every run, up and down as traffic goes. */
const wave = (place: number, height: number) => Math.round(height * (1 + 0.3 * Math.sin(place / 5)));

const POINTS: ChartPoint[] = Array.from({ length: COUNT }, (_, place) => {
  const failing = place > 40 ? 6 : 1;
  return {
    at: FROM + place * MINUTE,
    values: {
      "2xx": wave(place, 80),
      "4xx": 2,
      "5xx": 2 * failing,
      invalid: 0,
      none: failing,
      before: wave(place + 3, 90),
      p50: wave(place, 90),
      p95: wave(place, 240) * (place > 40 ? 2 : 1),
      rate: place > 20 && place < 24 ? null : 0.02 * failing,
    },
  };
});
const SPARSE = POINTS.map((point, place): ChartPoint => (place % 9 === 0 ? point : { ...point, values: {} }));

const BARS: ChartSeries[] = OUTCOMES.map((outcome) => ({
  key: outcome,
  name: OUTCOME_LOOKS[outcome].word,
  color: OUTCOME_LOOKS[outcome].color,
  mark: "bar",
}));
const BEFORE: ChartSeries = {
  key: "before",
  name: "previous hour",
  color: "var(--color-faint)",
  mark: "line",
  quiet: true,
};
const LINES: ChartSeries[] = [
  { key: "p50", name: "p50", color: "var(--color-accent)", mark: "line" },
  { key: "p95", name: "p95", color: "var(--color-teal)", mark: "line" },
];
const RATE: ChartSeries[] = [{ key: "rate", name: "failing", color: "var(--color-danger)", mark: "line" }];

const shared = { points: POINTS, bucketMs: MINUTE, height: 140, group: "design" };
const BAND = { from: FROM + 41 * MINUTE, label: "Degraded since 12:22" };

const figure = (key: string, given: Partial<StripFigure>): StripFigure => ({
  key,
  label: key,
  value: "1,234",
  note: null,
  change: "+4.0 %",
  worse: false,
  values: POINTS.map(({ values }) => values["2xx"] ?? null),
  color: "var(--color-accent)",
  fromZero: true,
  href: null,
  ...given,
});
const FIGURES: StripFigure[] = [
  figure("Requests", {}),
  figure("Success rate", { value: "98.2 %", change: "−1.1 points", worse: true }),
  figure("p95", { value: "240 ms", note: "p99 900 ms" }),
  figure("A link", { href: "/design" }),
  figure("Nothing before", { value: "–", change: null, values: [] }),
];

export function Charts() {
  return (
    <Family title="Charts">
      <Specimen label="Key figures: better, worse, with a note, a link, nothing to compare" wide>
        <div className="w-full">
          <FigureStrip figures={FIGURES} versus="previous hour" />
        </div>
      </Specimen>
      <Specimen label="Key figures while they are read" wide>
        <div className="w-full">
          <FigureStripSkeleton />
        </div>
      </Specimen>
      <Specimen label="Bars over the period before, with a band and unfinished buckets" wide>
        <div className="w-full">
          <ChartSection
            {...shared}
            title="Requests by outcome"
            note="per minute"
            label="Requests, an example"
            series={[...BARS, BEFORE]}
            measure="count"
            band={BAND}
            completeTo={FROM + 57 * MINUTE}
            onZoom={() => undefined}
          />
        </div>
      </Specimen>
      <Specimen label="Lines: durations">
        <div className="w-full">
          <TimeChart {...shared} label="Durations, an example" series={LINES} measure="duration" />
        </div>
      </Specimen>
      <Specimen label="Lines: shares, with a gap">
        <div className="w-full">
          <TimeChart {...shared} label="Error rate, an example" series={RATE} measure="share" />
        </div>
      </Specimen>
      <Specimen label="Lines: few points">
        <div className="w-full">
          <TimeChart
            {...shared}
            points={SPARSE}
            label="Few points, an example"
            series={LINES}
            measure="duration"
          />
        </div>
      </Specimen>
      <Specimen label="Nothing to draw">
        <div className="w-full">
          <ChartSection
            {...shared}
            title="Duration"
            label="An empty chart"
            series={LINES}
            measure="duration"
            empty="No requests in this range."
          />
        </div>
      </Specimen>
      <Specimen label="The same as a table">
        <div className="w-full">
          <ChartTable {...shared} label="Durations as a table" series={LINES} measure="duration" zone="UTC" />
        </div>
      </Specimen>
      <Specimen label="Tooltip; legend">
        {POINTS[0] === undefined ? null : (
          <ChartTooltip
            heading="11:41 to 11:42"
            point={POINTS[0]}
            series={[...BARS, BEFORE]}
            measure="count"
          />
        )}
        <Legend
          series={[
            ...BARS,
            BEFORE,
            { key: "p50", name: "a link", color: "currentColor", mark: "line", href: "/design" },
          ]}
        />
      </Specimen>
      <Specimen label="Sparkline: a line, a bad one, nothing, next to nothing">
        <Sparkline values={POINTS.map(({ values }) => values["2xx"] ?? null)} />
        <Sparkline values={POINTS.map(({ values }) => values["5xx"] ?? null)} color="var(--color-danger)" />
        <Sparkline values={[]} />
        <Sparkline values={POINTS.map(() => 0.0001)} atLeast={0.02} />
      </Specimen>
    </Family>
  );
}
