import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { type PageParams, pageRange } from "../../page-range.ts";
import { retryAll, retryOne } from "./actions.ts";
import { DeadLettersClient } from "./client.tsx";

export const metadata: Metadata = { title: "Dead letters" };

export default async function DeadLettersPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "support:look-up")) notFound();
  const { clock, config } = await getServer();
  const { query, problem } = pageRange(await searchParams, clock.now(), config.RETENTION_DAYS);
  return <DeadLettersClient rangeQuery={query} problem={problem} retryOne={retryOne} retryAll={retryAll} />;
}
