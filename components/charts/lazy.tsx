"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TimeChartProps } from "./types.ts";

const Chart = dynamic(() => import("./time-chart.tsx"), { ssr: false, loading: () => <ChartSkeleton /> });

/** The same figures as a table, until somebody asks for it. */
export const ChartTable = dynamic(() => import("./chart-table.tsx").then((table) => table.ChartTable), {
  ssr: false,
});

function ChartSkeleton() {
  return (
    <div role="status" aria-label="Loading the chart" className="size-full px-4 pb-6 pl-12">
      <Skeleton className="size-full opacity-50" />
    </div>
  );
}

/** A chart whose library arrives after the page is readable; its height is held from the start. */
export function TimeChart(props: TimeChartProps) {
  return (
    <div style={{ height: props.height }}>
      <Chart {...props} />
    </div>
  );
}
