import { KeyRound, Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { CreateKeyForm } from "#components/members/create-key-form.tsx";
import { FirstEvent } from "#components/members/first-event.tsx";
import { InviteForm } from "#components/members/invite-form.tsx";
import { KeysTable } from "#components/members/keys-table.tsx";
import { MembersTable } from "#components/members/members-table.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { listChannels } from "#lib/channels/list-channels.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { listApiKeys } from "#lib/members/api-keys/list.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { getServer } from "#lib/server.ts";
import { createKey, inviteMember, removeFromChannel, revokeKey, withdrawInvitation } from "./actions.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const viewer = await pageViewer();
  const scope = pageScope(viewer, "keys:manage", slug);
  if (scope === null) {
    return (
      <Page>
        <EmptyState icon={<Lock />} title="Owners manage this Channel's keys and members">
          Ask an owner of the Channel when you need an API key, or somebody new should see it.
        </EmptyState>
      </Page>
    );
  }
  const server = await getServer();
  const [channel] = (await listChannels(server.database, scope)).filter((entry) => entry.slug === slug);
  if (channel === undefined) {
    return (
      <Page>
        <EmptyState icon={<KeyRound />} title={`${slug} is not registered yet`}>
          Register it on the page <Link href={`/admin?slug=${encodeURIComponent(slug)}`}>Admin</Link>; then it
          can have keys and members.
        </EmptyState>
      </Page>
    );
  }
  const [keys, people, origin] = await Promise.all([
    listApiKeys(server, viewer, slug),
    listMembers(server, viewer, slug),
    publicOrigin(),
  ]);
  return (
    <Page>
      <h1 className="text-headline font-semibold">
        {channel.name} <span className="text-base font-normal text-muted">Settings</span>
      </h1>
      <Panel aria-labelledby="keys">
        <PanelHeader id="keys" title="API keys" note="For sending events, and for reading them back" />
        <CreateKeyForm channel={slug} origin={origin} action={createKey.bind(null, slug)} />
        {keys.length > 0 ? <KeysTable keys={keys} revoke={revokeKey.bind(null, slug)} /> : null}
        {keys.length === 0 ? (
          <div className="flex flex-col gap-2 border-t border-hairline px-4 py-4">
            <p className="text-sm text-muted">No key yet. With one, this sends a first event:</p>
            <FirstEvent origin={origin} channel={slug} />
          </div>
        ) : null}
      </Panel>
      <Panel aria-labelledby="members">
        <PanelHeader
          id="members"
          title="Members"
          note={`People of ${channel.partner} who see this Channel`}
        />
        <div className="px-4 py-4">
          <InviteForm action={inviteMember.bind(null, slug)} submit="Invite" />
        </div>
        {people.members.length + people.invitations.length > 0 ? (
          <MembersTable
            {...people}
            remove={removeFromChannel.bind(null, slug)}
            withdraw={withdrawInvitation.bind(null, slug)}
          />
        ) : null}
      </Panel>
    </Page>
  );
}

function Page({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar title="Settings" />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">{children}</div>
    </>
  );
}
