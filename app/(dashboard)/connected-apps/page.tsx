import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { ConnectionsTable } from "#components/ifttt/connections-table.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { listConnections } from "#lib/ifttt/oauth/connections.ts";
import { getServer } from "#lib/server.ts";
import { disconnectApp } from "./actions.ts";

export const metadata: Metadata = { title: "Connected apps" };

export default async function ConnectedAppsPage() {
  const [viewer, server] = await Promise.all([pageViewer(), getServer()]);
  const connections = await listConnections(server, viewer);
  const app = server.config.IFTTT_CLIENT_NAME;
  return (
    <>
      <TopBar title="Connected apps" />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <h1 className="sr-only">Apps that may read your alerts</h1>
        <Panel aria-labelledby="connections">
          <PanelHeader
            id="connections"
            title="Connected apps"
            note="They read alerts of your own Channels, and change nothing"
          />
          {connections.length > 0 ? (
            <ConnectionsTable
              app={app}
              connections={connections}
              disconnect={viewer.viewing === undefined ? disconnectApp : null}
            />
          ) : (
            <EmptyState icon={<Plug />} title="No app is connected">
              Connect Channelscope in {app}. You are then asked here what it may read.
            </EmptyState>
          )}
        </Panel>
      </div>
    </>
  );
}
