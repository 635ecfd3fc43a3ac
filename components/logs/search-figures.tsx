"use client";

import { type ReactNode, useState } from "react";
import { ChartTable } from "#components/charts/lazy.tsx";
import { OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { OUTCOMES } from "#lib/events/document.ts";
import type { HistogramView } from "#lib/events/views.ts";
import { Histogram } from "./histogram.tsx";
import { LogsHeadline } from "./logs-headline.tsx";

/** What the chart takes; the table takes as much, and scrolls. */
const HEIGHT = 92;

const SERIES = OUTCOMES.map((outcome) => ({
  key: outcome,
  name: OUTCOME_LOOKS[outcome].word,
  color: OUTCOME_LOOKS[outcome].color,
  mark: "bar" as const,
}));

interface SearchFiguresProps {
  /** Undefined until it was read. */
  view: HistogramView | undefined;
  /** Whether it is on its way: what cannot be read as a query is not asked for. */
  loading: boolean;
  /** The search that the view answers; null while it is still that of the one before. */
  search: string | null;
  /** Why it could not be read, and how to try again; what was read before stays. */
  error: { message: string; retry: () => void } | null;
  all: number | null;
  selected: { from: number; to: number } | null;
  onSelect: (from: number, to: number) => void;
  /** Brings a list up to these figures that stands still. */
  renewal: ReactNode;
}

/** How much the search found, and when: as a chart or as a table. */
export function SearchFigures({
  view,
  loading,
  search,
  error,
  all,
  selected,
  onSelect,
  renewal,
}: SearchFiguresProps) {
  const zone = useZone();
  const [asTable, setAsTable] = useState(false);
  return (
    <>
      <LogsHeadline
        view={view}
        loading={loading && error === null}
        search={search}
        all={all}
        selected={selected}
        asTable={asTable}
        onTable={() => setAsTable(!asTable)}
        renewal={renewal}
      />
      <div className="shrink-0 border-b" style={{ height: HEIGHT }}>
        {view === undefined && error !== null ? (
          <p role="alert" className="flex flex-wrap items-center gap-3 px-5 pt-4 text-sm text-muted">
            The chart could not be read. {error.message}
            <Button size="sm" onClick={() => error.retry()}>
              Try again
            </Button>
          </p>
        ) : view === undefined ? (
          loading && <Skeleton className="mx-5 mt-3 h-14" />
        ) : asTable ? (
          <ChartTable
            label="Requests over time"
            points={view.buckets.map(({ at, outcomes }) => ({ at, values: outcomes }))}
            bucketMs={view.bucketMs}
            series={SERIES}
            measure="count"
            height={HEIGHT - 1}
            zone={zone}
          />
        ) : (
          <Histogram view={view} onSelect={onSelect} />
        )}
      </div>
    </>
  );
}
