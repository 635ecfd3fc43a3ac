"use client";

import { useMemo } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { cn } from "#components/ui/cn.ts";
import { useZone } from "#components/ui/zone.tsx";
import { axisLabel, valueTicks } from "./axis.ts";
import { bucketInWords } from "./bucket-words.ts";
import { ChartMarks, ChartSpans } from "./chart-overlays.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { ThresholdLabel } from "./threshold-label.tsx";
import { timeTickLabel, timeTicks } from "./ticks.ts";
import type { ChartPoint, TimeChartProps } from "./types.ts";
import { useDrag } from "./use-drag.ts";
import { useWidth } from "./use-width.ts";

const TICK = { fontSize: 11, fill: "var(--color-faint)" };
const LABEL_WIDTH = 72;
const BAND_LABEL_WIDTH = 140;
const Y_WIDTH = 46;

const known = (point: ChartPoint | undefined, key: string) => typeof point?.values[key] === "number";

/** A value between two gaps: a line would not show it. */
function isLonely(points: readonly ChartPoint[], index: number, key: string): boolean {
  return known(points[index], key) && !known(points[index - 1], key) && !known(points[index + 1], key);
}

interface LonelyPointProps {
  lonely: boolean;
  cx: number | undefined;
  cy: number | undefined;
  color: string;
}

function LonelyPoint({ lonely, cx, cy, color }: LonelyPointProps) {
  return lonely ? <circle cx={cx} cy={cy} r={1.5} fill={color} /> : <g />;
}

/** Bars or lines over time, in the one look all charts share. Load it through `lazy.tsx`. */
export default function TimeChart(props: TimeChartProps) {
  const { label, points, bucketMs, series, measure, height, band, spans = [], marks = [] } = props;
  const { threshold = null, thresholdLabel, completeTo, group, onZoom, bucketHref } = props;
  const zone = useZone();
  const { ref, width } = useWidth<HTMLDivElement>();
  const { drag, handlers } = useDrag(props);

  const starts = useMemo(() => points.map(({ at }) => at), [points]);
  const limit = Math.max(2, Math.floor((width - Y_WIDTH) / LABEL_WIDTH));
  const x = useMemo(() => timeTicks(starts, bucketMs, limit, zone), [starts, bucketMs, limit, zone]);
  const y = useMemo(
    () => valueTicks(points, series, measure, { target: 4, atLeast: threshold ?? 0 }),
    [points, series, measure, threshold],
  );

  const last = starts.at(-1);
  const marked = band ? starts.find((at) => at + bucketMs > band.from) : undefined;
  const roomForLabel =
    marked !== undefined && (1 - starts.indexOf(marked) / starts.length) * width > BAND_LABEL_WIDTH;
  const unfinished = completeTo ? starts.find((at) => at + bucketMs > completeTo) : undefined;

  return (
    <div
      ref={ref}
      style={{ height }}
      className={cn(bucketHref && "cursor-pointer", onZoom && "cursor-crosshair select-none")}
      role="img"
      aria-label={label}
    >
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={height}
          data={points as ChartPoint[]}
          margin={{ top: 8, right: 14, bottom: 0, left: 0 }}
          barCategoryGap={bucketMs === 0 ? 0 : width / starts.length > 6 ? 1 : 0}
          syncId={group}
          accessibilityLayer={false}
          {...handlers}
        >
          <CartesianGrid vertical={false} stroke="var(--color-hairline)" />
          <XAxis
            dataKey="at"
            scale="band"
            ticks={x.at}
            interval={0}
            tickFormatter={(at: number) => timeTickLabel(at, x.step, zone)}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: "var(--color-line)" }}
            height={24}
            tickMargin={6}
          />
          <YAxis
            width={Y_WIDTH}
            ticks={y}
            domain={[0, y.at(-1) ?? 1]}
            interval={0}
            tickFormatter={(value: number) => axisLabel(value, measure)}
            tick={TICK}
            tickLine={false}
            axisLine={false}
          />
          <ChartSpans spans={spans} starts={starts} bucketMs={bucketMs} width={width} />
          {marked === undefined ? null : (
            <ReferenceArea
              x1={marked}
              x2={last}
              fill="var(--color-danger)"
              fillOpacity={0.08}
              ifOverflow="hidden"
            />
          )}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--color-faint)", strokeWidth: 1 }}
            offset={14}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as ChartPoint | undefined;
              if (!active || point === undefined) return null;
              return (
                <ChartTooltip
                  heading={bucketInWords(point.at, bucketMs, zone)}
                  point={point}
                  series={series}
                  measure={measure}
                />
              );
            }}
          />
          {series.map((one) =>
            one.mark === "bar" ? (
              <Bar
                key={one.key}
                dataKey={({ values }: ChartPoint) => values[one.key]}
                name={one.name}
                stackId="outcomes"
                fill={one.color}
                isAnimationActive={false}
                minPointSize={(_, index) => ((points[index]?.values[one.key] ?? 0) > 0 ? 1 : 0)}
              />
            ) : (
              <Line
                key={one.key}
                dataKey={({ values }: ChartPoint) => values[one.key]}
                name={one.name}
                type="linear"
                stroke={one.color}
                strokeWidth={one.quiet ? 1.25 : 1.75}
                strokeDasharray={one.quiet ? "3 3" : undefined}
                dot={({ index, cx, cy }: { index: number; cx?: number; cy?: number }) => (
                  <LonelyPoint
                    key={points[index]?.at ?? index}
                    lonely={isLonely(points, index, one.key)}
                    {...{ cx, cy }}
                    color={one.color}
                  />
                )}
                activeDot={one.quiet ? false : { r: 3, strokeWidth: 0 }}
                isAnimationActive={false}
              />
            ),
          )}
          {unfinished === undefined ? null : (
            <ReferenceArea
              x1={unfinished}
              x2={last}
              fill="var(--color-surface)"
              fillOpacity={0.55}
              ifOverflow="hidden"
            />
          )}
          {threshold === null ? null : (
            <ReferenceLine
              y={threshold}
              stroke="var(--color-accent)"
              strokeDasharray="5 4"
              label={
                thresholdLabel === undefined
                  ? undefined
                  : ({ viewBox }) => <ThresholdLabel viewBox={viewBox} text={thresholdLabel} />
              }
            />
          )}
          <ChartMarks marks={marks} starts={starts} bucketMs={bucketMs} />
          {marked === undefined || !band ? null : (
            <ReferenceLine
              x={marked}
              stroke="var(--color-danger)"
              strokeDasharray="3 3"
              position="start"
              label={
                band.label === undefined
                  ? undefined
                  : {
                      value: band.label,
                      position: roomForLabel ? "insideTopLeft" : "insideTopRight",
                      fill: "var(--color-danger-text)",
                      fontSize: 11,
                      fontWeight: 540,
                      // Readable on whatever bars are behind it.
                      stroke: "var(--color-surface)",
                      strokeWidth: 4,
                      style: { paintOrder: "stroke" },
                    }
              }
            />
          )}
          {drag === null ? null : (
            <ReferenceArea
              x1={Math.min(drag.start, drag.end)}
              x2={Math.max(drag.start, drag.end)}
              fill="var(--color-accent)"
              fillOpacity={0.14}
              stroke="var(--color-accent)"
              strokeOpacity={0.5}
            />
          )}
        </ComposedChart>
      )}
    </div>
  );
}
