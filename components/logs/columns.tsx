import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import { OutcomeBadge } from "#components/events/outcome.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestView } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, RequestView>();

/** Widths by the room that the list has: the message comes only where it can be read, else it opens in the drawer. */
export const GRID =
  "grid grid-cols-[6.25rem_4.5rem_minmax(0,1fr)_4rem] gap-x-2 px-4 @lg:grid-cols-[7.25rem_5rem_minmax(6rem,9rem)_4.5rem_minmax(0,1fr)] @lg:gap-x-3 @lg:px-5 @4xl:grid-cols-[7.25rem_6rem_minmax(8rem,14rem)_5rem_minmax(0,1fr)]";
export const CELL_CLASS: Record<string, string> = {
  timestamp: "font-mono text-xs @lg:text-sm",
  outcome: "",
  endpoint: "truncate font-mono text-xs @lg:text-sm",
  duration_ms: "text-right text-sm",
  message: "hidden truncate pl-3 text-sm text-muted @lg:block",
};

/** What the badge says: the status, or what came instead of one. */
export const labelOf = (request: RequestView) =>
  request.error_label ?? (request.status_code === null ? null : String(request.status_code));

const message = (request: RequestView) =>
  request.error_message ?? [request.method, request.url].filter(Boolean).join(" ");

export const columns = helper.columns([
  helper.accessor("timestamp", {
    header: "Time",
    cell: (cell) => <Time at={cell.getValue()} form="milli" />,
  }),
  helper.accessor("outcome", {
    header: "Outcome",
    cell: ({ row }) => <OutcomeBadge outcome={row.original.outcome} label={labelOf(row.original)} />,
  }),
  helper.accessor("endpoint", { header: "Endpoint", cell: (cell) => cell.getValue() ?? "–" }),
  helper.accessor("duration_ms", { header: "Duration", cell: (cell) => formatDuration(cell.getValue()) }),
  helper.accessor(message, { id: "message", header: "Message", cell: (cell) => cell.getValue() }),
]);
