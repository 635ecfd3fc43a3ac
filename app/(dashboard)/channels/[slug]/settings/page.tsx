import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { CreateKeyForm } from "#components/members/create-key-form.tsx";
import { FirstEvent } from "#components/members/first-event.tsx";
import { InviteForm } from "#components/members/invite-form.tsx";
import { KeysTable } from "#components/members/keys-table.tsx";
import { MembersTable } from "#components/members/members-table.tsx";
import { TimeZoneForm } from "#components/members/time-zone-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { canAsStaff, canOnChannel } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { pageScope } from "#lib/http/page-scope.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { listApiKeys } from "#lib/members/api-keys/list.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { getServer } from "#lib/server.ts";
import { settingsActions } from "./bound-actions.ts";
import { OwnersOnly, SettingsFrame } from "./frame.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const viewer = await pageViewer();
  const scope = pageScope(viewer, "settings:read", slug);
  if (scope === null) return <OwnersOnly />;
  const server = await getServer();
  const [channel] = await listChannels(server.database, scope);
  if (channel === undefined) {
    return (
      <SettingsFrame channel={slug} name={slug}>
        <EmptyState icon={<KeyRound />} title={`${slug} is not registered yet`}>
          {canAsStaff(viewer, "channels:register") ? (
            <>
              Register it on the page <Link href={`/admin?slug=${encodeURIComponent(slug)}`}>Admin</Link>.
              Then it can have keys and members.
            </>
          ) : (
            "An administrator registers it; then it can have keys and members."
          )}
        </EmptyState>
      </SettingsFrame>
    );
  }
  const [keys, people, origin] = await Promise.all([
    listApiKeys(server, viewer, slug),
    listMembers(server, viewer, slug),
    publicOrigin(),
  ]);
  const actions = canOnChannel(viewer, "members:manage", slug) ? settingsActions(slug) : null;
  return (
    <SettingsFrame channel={slug} name={channel.name}>
      {actions === null ? (
        <Notice title="You only read here">
          Owners and administrators change members, keys and the time zone.{" "}
          {canAsStaff(viewer, "support:view-as") ? (
            <Link href={`/support?channel=${slug}#view-as`} className="text-accent-text underline">
              View as partner
            </Link>
          ) : null}
        </Notice>
      ) : null}
      <Panel aria-labelledby="keys">
        <PanelHeader id="keys" title="API keys" note="For sending events, and for reading them back" />
        {actions ? <CreateKeyForm channel={slug} origin={origin} action={actions.createKey} /> : null}
        {keys.length > 0 ? <KeysTable keys={keys} revoke={actions?.revokeKey ?? null} /> : null}
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
        {actions ? (
          <div className="px-4 py-4">
            <InviteForm action={actions.inviteMember} submit="Invite" />
          </div>
        ) : null}
        {people.members.length + people.invitations.length > 0 ? (
          <MembersTable {...people} actions={actions} />
        ) : (
          <p className="border-t border-hairline px-4 py-4 text-sm text-muted">Nobody yet.</p>
        )}
      </Panel>
      <Panel aria-labelledby="general">
        <PanelHeader
          id="general"
          title="General"
          note={actions ? undefined : `Time zone ${channel.timeZone}`}
        />
        {actions ? (
          <div className="px-4 pt-1 pb-4">
            <TimeZoneForm
              timeZone={channel.timeZone}
              zones={["UTC", ...Intl.supportedValuesOf("timeZone")]}
              action={actions.saveTimeZone}
            />
          </div>
        ) : null}
      </Panel>
    </SettingsFrame>
  );
}
