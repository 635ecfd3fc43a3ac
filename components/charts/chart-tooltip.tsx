import { exactLabel } from "./axis.ts";
import { Swatch } from "./legend.tsx";
import type { ChartPoint, ChartSeries, TimeChartProps } from "./types.ts";

interface ChartTooltipProps {
  heading: string;
  point: ChartPoint;
  series: readonly ChartSeries[];
  measure: TimeChartProps["measure"];
}

export function ChartTooltip({ heading, point, series, measure }: ChartTooltipProps) {
  const bars = series.filter(({ mark }) => mark === "bar");
  const total = bars.reduce((sum, { key }) => sum + (point.values[key] ?? 0), 0);
  return (
    <div className="min-w-40 rounded-control border bg-surface px-3 py-2 text-sm shadow-float">
      <p className="mb-1 text-muted">{heading}</p>
      <table className="w-full">
        <tbody>
          {series.map((one) => (
            <tr key={one.key}>
              <th scope="row" className="py-0.5 pr-4 text-left font-normal">
                <Swatch series={one} />
                {one.name}
              </th>
              <td className="text-right font-semibold whitespace-nowrap">
                {exactLabel(point.values[one.key], measure)}
              </td>
            </tr>
          ))}
          {bars.length > 1 ? (
            <tr>
              <th scope="row" className="pr-4 pl-[18px] text-left font-normal text-muted">
                in all
              </th>
              <td className="text-right font-semibold">{exactLabel(total, measure)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
