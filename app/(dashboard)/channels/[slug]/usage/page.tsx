import type { Metadata } from "next";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { readUsage } from "#lib/usage/read-usage.ts";
import type { PageParams } from "../../../page-range.ts";
import { readPage } from "../../../read-page.ts";
import { UsageClient } from "./client.tsx";
import { readUsageSearch } from "./search-params.ts";

export const metadata: Metadata = { title: "Usage" };

interface UsagePageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function UsagePage({ params, searchParams }: UsagePageProps) {
  const [{ slug }, search, viewer] = await Promise.all([params, searchParams, pageViewer()]);
  const { range } = readUsageSearch({ get: (name) => [search[name]].flat()[0] ?? null });
  const server = await getServer();
  return <UsageClient slug={slug} view={await readPage(() => readUsage(server, viewer, slug, range))} />;
}
