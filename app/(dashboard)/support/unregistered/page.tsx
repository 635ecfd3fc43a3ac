import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SupportBar } from "#components/support/support-bar.tsx";
import { UnregisteredTable } from "#components/support/unregistered-table.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { canAsStaff } from "#lib/channels/access.ts";
import { listUnregistered } from "#lib/channels/unregistered.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";

export const metadata: Metadata = { title: "Unregistered Channels" };

export default async function UnregisteredPage() {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "channels:unregistered")) notFound();
  const { database } = await getServer();
  const unregistered = await listUnregistered(database, viewer);
  return (
    <>
      <SupportBar />
      <div className="max-w-[1180px] px-4 py-6 sm:px-7">
        <h1 className="sr-only">Channels that nobody has registered</h1>
        <Panel aria-labelledby="unregistered">
          <PanelHeader
            id="unregistered"
            title="Unregistered Channels"
            note="Their traffic is indexed; nobody but staff sees it until they are registered"
          />
          {unregistered.length > 0 ? (
            <UnregisteredTable entries={unregistered} registers={canAsStaff(viewer, "channels:register")} />
          ) : (
            <EmptyState
              icon={<CircleCheck />}
              title="Every Channel with traffic is registered"
              className="py-8"
            >
              A Channel that the platform calls, and nobody has registered, appears here by itself.
            </EmptyState>
          )}
        </Panel>
      </div>
    </>
  );
}
