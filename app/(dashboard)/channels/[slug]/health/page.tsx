import type { Metadata } from "next";
import { FirstEvent } from "#components/members/first-event.tsx";
import { healthView } from "#lib/events/health-view.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { getServer } from "#lib/server.ts";
import { type PageParams, pageRange } from "../../../page-range.ts";
import { readPage } from "../../../read-page.ts";
import { HealthClient } from "./client.tsx";

export const metadata: Metadata = { title: "Health" };

interface HealthPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function HealthPage({ params, searchParams }: HealthPageProps) {
  const [{ slug }, search, person] = await Promise.all([params, searchParams, pageViewer()]);
  const server = await getServer();
  const { range, query, problem } = pageRange(search, server.clock.now(), server.config.RETENTION_DAYS);
  const view = await readPage(() => healthView(server, person, slug, range));
  return (
    <HealthClient
      slug={slug}
      initial={view}
      apiQuery={query}
      moving={range.label !== null}
      problem={problem}
      firstEvent={<FirstEvent channel={slug} origin={await publicOrigin()} />}
    />
  );
}
