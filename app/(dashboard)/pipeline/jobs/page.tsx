import type { Metadata } from "next";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { jobsView } from "#lib/jobs/jobs-view.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../read-page.ts";
import { askForDays, cancelDays } from "./actions.ts";
import { JobsClient } from "./client.tsx";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const viewer = await pageViewer();
  const initial = await readPage(async () => jobsView(await getServer(), viewer));
  return <JobsClient initial={initial} actions={{ ask: askForDays, cancel: cancelDays }} />;
}
