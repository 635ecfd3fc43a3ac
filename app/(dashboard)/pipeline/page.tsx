import type { Metadata } from "next";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readPipeline } from "#lib/http/read-pipeline.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../read-page.ts";
import { PipelineClient } from "./client.tsx";

export const metadata: Metadata = { title: "Pipeline" };

export default async function PipelinePage() {
  const viewer = await pageViewer();
  const initial = await readPage(async () => readPipeline(await getServer(), viewer));
  return <PipelineClient initial={initial} />;
}
