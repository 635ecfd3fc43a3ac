import type { Metadata } from "next";
import { apiQueryOf } from "#components/incidents/search.ts";
import { listDowntimes } from "#lib/alerts/downtime/list.ts";
import { listIncidents } from "#lib/alerts/incidents/list.ts";
import { recipeNames } from "#lib/alerts/incidents/recipe-names.ts";
import { statusHistory } from "#lib/alerts/incidents/status-history.ts";
import { canOnChannel } from "#lib/channels/access.ts";
import { listEndpoints } from "#lib/channels/list-endpoints.ts";
import { parseRange } from "#lib/events/range.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import type { PageParams } from "../../../../page-range.ts";
import { readPage } from "../../../../read-page.ts";
import { cancelChannelDowntime, planChannelDowntime } from "../actions.ts";
import { IncidentsClient } from "./client.tsx";
import { readIncidentSearch } from "./search-params.ts";

export const metadata: Metadata = { title: "Incidents" };

const LONGEST_DAYS = 400;
const SHOWN = 100;

interface IncidentsPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function IncidentsPage({ params, searchParams }: IncidentsPageProps) {
  const [{ slug }, found, viewer] = await Promise.all([params, searchParams, pageViewer()]);
  const server = await getServer();
  const now = server.clock.now();
  const search = readIncidentSearch(found);
  const range = parseRange({ range: search.range }, now, LONGEST_DAYS);
  const page = await readPage(() =>
    Promise.all([
      listIncidents(server, viewer, {
        channel: slug,
        recipeId: search.recipe ?? undefined,
        open: search.open ? true : undefined,
        ...range,
        limit: SHOWN,
      }),
      recipeNames(server.database, viewer, slug),
      listDowntimes(server, viewer, slug, { from: now }),
    ]),
  );
  const history = await readPage(() => statusHistory(server, viewer, slug));
  const writes = canOnChannel(viewer, "alerts:write", slug);
  return (
    <IncidentsClient
      slug={slug}
      initial={page?.[0].incidents ?? null}
      more={page?.[0].next != null}
      recipes={page?.[1] ?? []}
      downtimes={page?.[2] ?? []}
      history={history}
      search={search}
      apiQuery={apiQueryOf(search)}
      renderedAt={now}
      endpoints={writes ? await listEndpoints(server.database, viewer, slug) : []}
      actions={
        writes
          ? { plan: planChannelDowntime.bind(null, slug), cancel: cancelChannelDowntime.bind(null, slug) }
          : null
      }
    />
  );
}
