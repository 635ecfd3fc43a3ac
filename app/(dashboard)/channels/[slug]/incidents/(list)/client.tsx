"use client";

import { useLive } from "#components/data/use-live.ts";
import { type IncidentsProps, IncidentsScreen } from "#components/incidents/incidents-screen.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { type IncidentsAnswer, incidentFromApi } from "#lib/http/api/incidents.ts";

const EVERY_MS = 10_000;

const readIncidents = ({ data }: IncidentsAnswer): IncidentSummary[] => data.map(incidentFromApi);

interface IncidentsClientProps extends Omit<IncidentsProps, "incidents" | "error" | "retrying" | "onRetry"> {
  initial: IncidentSummary[] | null;
  apiQuery: string;
}

export function IncidentsClient({ initial, apiQuery, ...shown }: IncidentsClientProps) {
  const live = useLive({
    path: `/api/v1/channels/${shown.slug}/incidents?${apiQuery}`,
    read: readIncidents,
    initial,
    everyMs: EVERY_MS,
  });
  return (
    <>
      <TopBar title="Incidents" />
      <IncidentsScreen
        {...shown}
        incidents={live.data}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
      />
    </>
  );
}
