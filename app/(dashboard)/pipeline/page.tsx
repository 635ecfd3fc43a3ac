import type { Metadata } from "next";
import { canAsStaff } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readPipeline } from "#lib/http/read-pipeline.ts";
import { getServer } from "#lib/server.ts";
import {
  addChannelDestination,
  confirmChannelDestination,
  enableChannelDestination,
  removeChannelDestination,
  renameChannelDestination,
  rotateChannelSecret,
  sendChannelConfirmation,
  testChannelDestination,
} from "../channels/[slug]/settings/destinations/actions.ts";
import { readPage } from "../read-page.ts";
import { savePlatformAlert, verifyAgain } from "./actions.ts";
import { PipelineClient } from "./client.tsx";
import { readDay } from "./search-params.ts";

export const metadata: Metadata = { title: "Pipeline" };

/** Of the installation itself, which is no Channel. Each action asks for the right. */
const actions = {
  save: savePlatformAlert,
  add: addChannelDestination.bind(null, null),
  destinations: {
    rename: renameChannelDestination.bind(null, null),
    enable: enableChannelDestination.bind(null, null),
    remove: removeChannelDestination.bind(null, null),
    confirm: confirmChannelDestination.bind(null, null),
    again: sendChannelConfirmation.bind(null, null),
    test: testChannelDestination.bind(null, null),
    rotate: rotateChannelSecret.bind(null, null),
  },
};

interface PipelinePageProps {
  searchParams: Promise<{ day?: string | string[] }>;
}

export default async function PipelinePage({ searchParams }: PipelinePageProps) {
  const viewer = await pageViewer();
  const initial = await readPage(async () => readPipeline(await getServer(), viewer));
  return (
    <PipelineClient
      initial={initial}
      actions={actions}
      verify={canAsStaff(viewer, "jobs:run") ? verifyAgain : null}
      day={readDay((await searchParams).day)}
    />
  );
}
