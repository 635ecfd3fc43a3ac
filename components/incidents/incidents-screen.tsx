"use client";

import { useNow } from "#components/data/use-now.ts";
import { Notice } from "#components/ui/notice.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import type { DowntimeView } from "#lib/alerts/downtime/views.ts";
import type { StatusHistory } from "#lib/alerts/incidents/status-history.ts";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { type DowntimeActions, DowntimePanel } from "./downtime-panel.tsx";
import { IncidentsFilter } from "./incidents-filter.tsx";
import { IncidentsTable } from "./incidents-table.tsx";
import type { IncidentSearch } from "./search.ts";
import { StatusStrip } from "./status-strip.tsx";

const NOW_MS = 10_000;

export interface IncidentsProps {
  slug: string;
  /** null until they could be read. */
  incidents: IncidentSummary[] | null;
  /** Whether there are older ones that are not shown. */
  more: boolean;
  recipes: readonly { id: string; name: string }[];
  downtimes: readonly DowntimeView[];
  endpoints: readonly string[];
  /** null when it could not be read. */
  history: StatusHistory | null;
  search: IncidentSearch;
  /** The server's time when the page was made. */
  renderedAt: number;
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  actions: DowntimeActions | null;
}

/** How the Channel did lately, its incidents, and the downtimes that are planned. */
export function IncidentsScreen(props: IncidentsProps) {
  const { slug, incidents, search, error } = props;
  const now = useNow(props.renderedAt, NOW_MS);
  const narrowed = search.open || search.recipe !== null;
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <h1 className="text-headline font-semibold">Incidents</h1>
      {props.history === null ? null : <StatusStrip history={props.history} />}
      <IncidentsFilter slug={slug} search={search} recipes={props.recipes} />
      {error === null || incidents === null ? null : (
        <Notice tone="warning" live title="This list is not renewed at the moment">
          {error}
        </Notice>
      )}
      {incidents === null ? (
        <ErrorState title="The incidents cannot be read" onRetry={props.onRetry} retrying={props.retrying}>
          {error} This page goes on trying by itself.
        </ErrorState>
      ) : (
        <IncidentsTable slug={slug} incidents={incidents} now={now} more={props.more} narrowed={narrowed} />
      )}
      <DowntimePanel
        downtimes={props.downtimes}
        endpoints={props.endpoints}
        now={now}
        renderedAt={props.renderedAt}
        actions={props.actions}
      />
    </div>
  );
}
