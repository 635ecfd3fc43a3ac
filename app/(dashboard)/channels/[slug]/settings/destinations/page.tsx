import { Send } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddDestinationForm } from "#components/destinations/add-form.tsx";
import { DestinationList } from "#components/destinations/destination-list.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { listDestinations } from "#lib/alerts/destinations/list.ts";
import { canOnChannel } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { OwnersOnly, SettingsFrame } from "../frame.tsx";
import {
  addChannelDestination,
  confirmChannelDestination,
  enableChannelDestination,
  removeChannelDestination,
  renameChannelDestination,
  rotateChannelSecret,
  sendChannelConfirmation,
  testChannelDestination,
} from "./actions.ts";

export const metadata: Metadata = { title: "Destinations" };

export default async function DestinationsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const viewer = await pageViewer();
  const scope = pageScope(viewer, "settings:read", slug);
  if (scope === null) return <OwnersOnly />;
  const server = await getServer();
  const [channel] = await listChannels(server.database, scope);
  if (channel === undefined) notFound();
  const destinations = await listDestinations(server, viewer, slug);
  const writes = canOnChannel(viewer, "alerts:write", slug);
  return (
    <SettingsFrame channel={slug} name={channel.name}>
      <Panel aria-labelledby="destinations">
        <PanelHeader
          id="destinations"
          title="Destinations"
          note="Where alert Recipes of this Channel can go"
        />
        {writes ? <AddDestinationForm action={addChannelDestination.bind(null, slug)} /> : null}
        {destinations.length === 0 ? (
          <EmptyState icon={<Send />} title="No destination yet" className="border-t border-hairline">
            Add one here, or while you compose an alert Recipe.
          </EmptyState>
        ) : (
          <DestinationList
            destinations={destinations}
            actions={
              writes
                ? {
                    rename: renameChannelDestination.bind(null, slug),
                    enable: enableChannelDestination.bind(null, slug),
                    remove: removeChannelDestination.bind(null, slug),
                    confirm: confirmChannelDestination.bind(null, slug),
                    again: sendChannelConfirmation.bind(null, slug),
                    test: testChannelDestination.bind(null, slug),
                    rotate: rotateChannelSecret.bind(null, slug),
                  }
                : null
            }
          />
        )}
      </Panel>
    </SettingsFrame>
  );
}
