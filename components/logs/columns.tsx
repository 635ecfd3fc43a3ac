import type { ReactNode } from "react";
import { FAULT_LOOKS, OutcomeBadge } from "#components/events/outcome.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestView } from "#lib/events/views.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { COLUMN_LOOKS, type ColumnId } from "./column-choice.ts";

const ABSENT = "–";
/** No row is wider than this shows. */
const MOST_SHOWN = 300;

/** Text from a partner's API, on one line. */
const line = (text: string | undefined) =>
  text === undefined || text === "" ? ABSENT : safeText(text.slice(0, MOST_SHOWN)).replaceAll("\n", "␊");

/** What the badge says: the status, or what came instead of one. */
export const labelOf = (request: RequestView) =>
  request.error_label === null
    ? request.status_code === null
      ? null
      : String(request.status_code)
    : line(request.error_label);

const bytes = (size: number | undefined) => (size === undefined ? ABSENT : formatBytes(size));
/** Scheme and host are the same in every row of a Channel; the open request has the whole address. */
const pathOf = (url: string | undefined) => url?.replace(/^[a-z]+:\/\/[^/?#]+(?=[/?#])/i, "");

const message = (request: RequestView) =>
  line(request.error_message ?? [request.method, pathOf(request.url)].filter(Boolean).join(" "));

const CELLS = {
  timestamp: (request) => <Time at={request.timestamp} form="milli" />,
  outcome: (request) => <OutcomeBadge outcome={request.outcome} label={labelOf(request)} />,
  kind: (request) => request.kind ?? ABSENT,
  method: (request) => line(request.method),
  endpoint: (request) => line(request.endpoint),
  duration_ms: (request) => formatDuration(request.duration_ms),
  attempt: (request) => request.attempt ?? ABSENT,
  fault: (request) => (request.fault === null ? ABSENT : FAULT_LOOKS[request.fault].word),
  user_id: (request) => line(request.user_id),
  recipe_id: (request) => line(request.recipe_id),
  request_id: (request) => line(request.request_id),
  worker: (request) => line(request.worker),
  request_bytes: (request) => bytes(request.request_bytes),
  response_bytes: (request) => bytes(request.response_bytes),
  message,
} satisfies Record<ColumnId, (request: RequestView) => ReactNode>;

export interface Column {
  id: ColumnId;
  title: string;
  cell: (request: RequestView) => ReactNode;
}

/** The chosen columns, in the order in which they stand. */
export const columnsOf = (chosen: readonly ColumnId[]): Column[] =>
  COLUMN_LOOKS.filter(({ id }) => chosen.includes(id)).map(({ id, title }) => ({
    id,
    title,
    cell: CELLS[id],
  }));

const CODE = "font-mono text-xs";
const NUMBER = "text-right text-sm";

const LOOKS: Partial<Record<ColumnId, string>> = {
  timestamp: `${CODE} @xl:text-sm`,
  method: CODE,
  endpoint: `${CODE} @xl:text-sm`,
  duration_ms: NUMBER,
  attempt: NUMBER,
  user_id: CODE,
  recipe_id: CODE,
  request_id: CODE,
  worker: CODE,
  request_bytes: NUMBER,
  response_bytes: NUMBER,
  message: "pl-2 text-sm text-muted",
};

const shownWhen = (id: ColumnId) =>
  COLUMN_LOOKS.some((look) => look.id === id && look.narrow === null) ? "hidden @xl:block" : "";

export const cellClass = (id: ColumnId) => `min-w-0 truncate text-sm ${LOOKS[id] ?? ""} ${shownWhen(id)}`;

const headerAlign = (id: ColumnId) =>
  LOOKS[id] === NUMBER ? "text-right" : id === "message" ? "pl-2 text-left" : "text-left";

export const headerClass = (id: ColumnId) =>
  `truncate text-sm font-medium text-muted ${headerAlign(id)} ${shownWhen(id)}`;
