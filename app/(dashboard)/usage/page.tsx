import type { Metadata } from "next";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { usageOverview } from "#lib/usage/overview.ts";
import type { PageParams } from "../page-range.ts";
import { readPage } from "../read-page.ts";
import { OverviewClient } from "./client.tsx";
import { readOverviewSearch } from "./search-params.ts";

export const metadata: Metadata = { title: "Usage of all Channels" };

export default async function UsageOverviewPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [search, viewer] = await Promise.all([searchParams, pageViewer()]);
  const { range } = readOverviewSearch({ get: (name) => [search[name]].flat()[0] ?? null });
  const server = await getServer();
  return <OverviewClient view={await readPage(() => usageOverview(server, viewer, range))} />;
}
