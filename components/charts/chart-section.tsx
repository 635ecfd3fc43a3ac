"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PanelHeader } from "#components/ui/panel.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { ChartTable, TimeChart } from "./lazy.tsx";
import { Legend } from "./legend.tsx";
import type { TimeChartProps } from "./types.ts";

interface ChartSectionProps extends TimeChartProps {
  title: string;
  note?: ReactNode;
  /** Instead of a legend, where the title says which series it is. */
  link?: ReactNode;
  /** What to say instead of an empty chart. */
  empty?: string | null;
}

/** A chart with its title, legend and the same figures as a table. */
export function ChartSection({ title, note, link, empty, ...chart }: ChartSectionProps) {
  const [asTable, setAsTable] = useState(false);
  const zone = useZone();
  return (
    <div>
      <PanelHeader
        title={title}
        note={note}
        actions={
          <>
            {link === undefined ? (
              <div className="max-sm:hidden">
                <Legend series={chart.series} />
              </div>
            ) : (
              link
            )}
            <IconButton
              size="sm"
              label={asTable ? "Show as chart" : "Show as table"}
              pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            </IconButton>
          </>
        }
      />
      {link === undefined ? (
        <div className="px-4 pb-2 sm:hidden">
          <Legend series={chart.series} />
        </div>
      ) : null}
      {empty ? (
        <p
          style={{ height: chart.height }}
          className="grid place-items-center px-6 text-center text-sm text-muted"
        >
          {empty}
        </p>
      ) : asTable ? (
        <div style={{ height: chart.height }}>
          <ChartTable {...chart} zone={zone} />
        </div>
      ) : (
        <TimeChart {...chart} />
      )}
    </div>
  );
}
