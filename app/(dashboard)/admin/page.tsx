import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PartnerList } from "#components/admin/partner-list.tsx";
import { RegisterChannelForm } from "#components/admin/register-channel-form.tsx";
import { RegisterPartnerForm } from "#components/admin/register-partner-form.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { canAsStaff } from "#lib/channels/access.ts";
import { listPartners } from "#lib/channels/list-partners.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { inviteOwner, registerChannelAction, registerPartnerAction } from "./actions.ts";

export const metadata: Metadata = { title: "Admin" };

interface PageProps {
  searchParams: Promise<{ slug?: string | string[] }>;
}

export default async function AdminPage({ searchParams }: PageProps) {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "channels:register")) notFound();
  const { slug: asked } = await searchParams;
  const slug = typeof asked === "string" ? asked : undefined;
  const { database } = await getServer();
  const partners = await listPartners(database, viewer);
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return (
    <>
      <TopBar title="Admin" />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <h1 className="sr-only">Admin</h1>
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
      </div>
    </>
  );
}
