"use client";

import { TimeChart } from "#components/charts/lazy.tsx";
import { Legend } from "#components/charts/legend.tsx";
import type { ChartSeries } from "#components/charts/types.ts";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { BarPlot, LinePlot, Plot } from "#lib/reports/look.ts";
import { figureText } from "./cells.ts";

const HEIGHT = 260;
/** Told apart by colour-blind eyes too; the legend and the table have the words. */
const COLORS = ["accent", "teal", "warning", "violet", "danger", "plum", "control", "text"].map(
  (name) => `var(--color-${name})`,
);

/** What a picture leaves out. */
function More({ count }: { count: number }) {
  if (count === 0) return null;
  return <p className="px-4 pb-3 text-sm text-muted">The table has {formatCount(count)} more.</p>;
}

function Lines({ plot, label }: { plot: LinePlot; label: string }) {
  const series = plot.series.map(({ name }, place): ChartSeries => {
    return { key: String(place), name: safeText(name), color: COLORS[place] ?? "", mark: "line" };
  });
  const points = plot.at.map((at, place) => ({
    at,
    values: Object.fromEntries(plot.series.map(({ values }, own) => [String(own), values[place] ?? null])),
  }));
  return (
    <ZoneProvider zone="UTC">
      {series.length > 1 ? (
        <div className="px-4 pb-2">
          <Legend series={series} />
        </div>
      ) : null}
      <div className="pb-3">
        <TimeChart
          label={label}
          points={points}
          bucketMs={plot.stepMs}
          series={series}
          measure="number"
          height={HEIGHT}
        />
      </div>
      <More count={plot.more} />
    </ZoneProvider>
  );
}

function Bars({ plot, label }: { plot: BarPlot; label: string }) {
  const most = Math.max(...plot.bars.map(({ value }) => value), 0);
  return (
    <>
      <ul aria-label={label} className="flex flex-col gap-1.5 px-4 pb-4">
        {plot.bars.map(({ name, value }, place) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two bars may have one name.
            key={place}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3 text-sm sm:grid-cols-[14rem_minmax(0,1fr)]"
          >
            <span className="truncate" title={safeText(name)}>
              {safeText(name)}
            </span>
            <span className="flex items-center gap-2">
              <span
                aria-hidden
                className="h-4 min-w-px shrink-0 rounded-[2px] bg-accent/80"
                style={{ width: `calc((100% - 5rem) * ${most > 0 ? Math.max(0, value / most) : 0})` }}
              />
              <span className="font-semibold whitespace-nowrap">{figureText(value)}</span>
            </span>
          </li>
        ))}
      </ul>
      <More count={plot.more} />
    </>
  );
}

/** The answer as a picture: lines over time, or a bar for each word. */
export function AnswerPlot({ plot, label }: { plot: Plot; label: string }) {
  return plot.look === "line" ? <Lines plot={plot} label={label} /> : <Bars plot={plot} label={label} />;
}
