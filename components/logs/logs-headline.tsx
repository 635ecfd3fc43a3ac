import { ChartColumn, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { HistogramView } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";
import { useAnnouncement } from "./use-announcement.ts";

interface LogsHeadlineProps {
  view: HistogramView | undefined;
  loading: boolean;
  /** The search that the view answers; null while it is still that of the one before. */
  search: string | null;
  /** How many requests the range has without the query; null when that is the same, or not known. */
  all: number | null;
  /** A range that stands still, milliseconds. */
  selected: { from: number; to: number } | null;
  /** Whether the chart is shown as a table. */
  asTable: boolean;
  onTable: () => void;
  /** Brings a list up to these figures that stands still. */
  renewal: ReactNode;
}

/** How much the search found. */
export function LogsHeadline({
  view,
  loading,
  search,
  all,
  selected,
  asTable,
  onTable,
  renewal,
}: LogsHeadlineProps) {
  const zone = useZone();
  const found = useAnnouncement(search, view);
  return (
    <div className="flex h-9 items-end gap-2 px-4 lg:px-5">
      {view === undefined ? (
        loading && <Skeleton className="h-5 w-56" />
      ) : (
        <div className="flex min-w-0 flex-1 items-baseline gap-2">
          <p className="shrink-0 font-semibold">{formatPlural(view.total, "request")}</p>
          <p className="truncate text-sm text-muted">
            {[
              all === null ? "" : `of ${formatCount(all)}`,
              formatPlural(view.users, "user"),
              selected === null
                ? ""
                : `selected ${formatTime(selected.from, zone, "daySecond")} to ${formatTime(selected.to, zone, "daySecond")}`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
      )}
      <p role="status" className="sr-only">
        {found}
      </p>
      {renewal}
      <IconButton
        size="sm"
        label={asTable ? "Show as chart" : "Show as table"}
        pressed={asTable}
        className="ml-auto -mb-1"
        onClick={onTable}
      >
        {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
      </IconButton>
    </div>
  );
}
