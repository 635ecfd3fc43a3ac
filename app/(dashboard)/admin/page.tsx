import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PartnerList } from "#components/admin/partner-list.tsx";
import { RegisterChannelForm } from "#components/admin/register-channel-form.tsx";
import { RegisterPartnerForm } from "#components/admin/register-partner-form.tsx";
import { UnregisteredTable } from "#components/admin/unregistered-table.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { canAsStaff, type Person } from "#lib/channels/access.ts";
import { listPartners } from "#lib/channels/list-partners.ts";
import { listUnregistered } from "#lib/channels/unregistered.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { inviteOwner, registerChannelAction, registerPartnerAction } from "./actions.ts";

export const metadata: Metadata = { title: "Admin" };

interface PageProps {
  searchParams: Promise<{ slug?: string | string[] }>;
}

export default async function AdminPage({ searchParams }: PageProps) {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "channels:unregistered")) notFound();
  const { slug } = await searchParams;
  const { database } = await getServer();
  const registers = canAsStaff(viewer, "channels:register");
  const unregistered = await listUnregistered(database, viewer);
  return (
    <>
      <TopBar title="Admin" />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <Panel aria-labelledby="unregistered">
          <PanelHeader
            id="unregistered"
            title="Unregistered Channels"
            note="Their traffic is indexed; nobody but staff sees it until they are registered"
          />
          {unregistered.length > 0 ? (
            <UnregisteredTable entries={unregistered} registers={registers} />
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
        {registers ? (
          <Registration viewer={viewer} slug={typeof slug === "string" ? slug : undefined} />
        ) : null}
      </div>
    </>
  );
}

async function Registration({ viewer, slug }: { viewer: Person; slug: string | undefined }) {
  const { database } = await getServer();
  const partners = await listPartners(database, viewer);
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return (
    <>
      <Panel aria-labelledby="register-partner">
        <PanelHeader id="register-partner" title="Register a Partner" note="The company behind the API" />
        <div className="px-4 pt-1 pb-4">
          <RegisterPartnerForm action={registerPartnerAction} />
        </div>
      </Panel>
      <Panel aria-labelledby="register-channel">
        <PanelHeader id="register-channel" title="Register a Channel" note="One API on the platform" />
        <div className="px-4 pt-1 pb-4">
          {partners.length === 0 ? (
            <p className="text-muted">Register its Partner first.</p>
          ) : (
            <RegisterChannelForm
              key={slug}
              partners={partners.map(({ id, name }) => ({ id, name }))}
              slug={slug}
              timeZones={zones}
              action={registerChannelAction}
            />
          )}
        </div>
      </Panel>
      {partners.length > 0 ? (
        <Panel aria-labelledby="partners">
          <PanelHeader id="partners" title="Partners and their Channels" />
          <PartnerList partners={partners} inviteTo={(channel) => inviteOwner.bind(null, channel)} />
        </Panel>
      ) : null}
    </>
  );
}
