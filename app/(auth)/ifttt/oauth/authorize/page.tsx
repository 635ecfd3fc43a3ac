import { BellRing, UserRound } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ApproveForm } from "#components/ifttt/approve-form.tsx";
import { ChannelList } from "#components/ifttt/channel-list.tsx";
import { SignOutButton } from "#components/members/sign-out-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { scopeOf } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { ownReach } from "#lib/ifttt/oauth/reach.ts";
import { readAuthorization, returnUrl } from "#lib/ifttt/oauth/request.ts";
import { iftttSettings } from "#lib/ifttt/settings.ts";
import { getServer } from "#lib/server.ts";
import { approveConnection } from "./actions.ts";

export const metadata: Metadata = { title: "Connect an app", referrer: "no-referrer" };

type Parameters = Record<string, string | string[] | undefined>;

export default async function AuthorizePage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [viewer, parameters, server] = await Promise.all([pageViewer(), searchParams, getServer()]);
  const client = iftttSettings(server.config)?.client ?? null;
  if (client === null) notFound();
  const asked = readAuthorization(client, parameters);
  if (asked.kind === "mistaken") redirect(asked.url);
  if (asked.kind === "refused") {
    return (
      <Panel className="flex flex-col gap-2 p-6">
        <h1 className="text-headline font-semibold">This cannot be connected</h1>
        <p className="text-muted">{asked.message} Nothing was shared. Start again from the app.</p>
      </Panel>
    );
  }
  const here = `/ifttt/oauth/authorize?${queryOf(parameters)}`;
  const channels = await listChannels(server.database, scopeOf(ownReach(viewer), "alerts:read"));
  const denied = returnUrl(client, { error: "access_denied" }, asked.state);
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Connect {client.name}?</h1>
        <p className="text-muted">
          {client.name} asks to read alerts of your Channels, to start what you set up there.
        </p>
      </div>
      <ul className="flex flex-col gap-2 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted">
        <Point icon={<BellRing aria-hidden />}>
          When an alert fires or recovers: what happened, since when, and how many users and Recipes it
          affects. No users, no requests.
        </Point>
        <Point icon={<UserRound aria-hidden />}>
          Your name, so that you recognize the account. It can change nothing.
        </Point>
      </ul>
      {viewer.viewing !== undefined ? (
        <Notice title="You are viewing as a partner">Stop that first: nothing can be connected.</Notice>
      ) : channels.length === 0 ? (
        <Notice title="You are a member of no Channel">There is nothing that could be connected.</Notice>
      ) : (
        <ChannelList channels={channels} />
      )}
      <ApproveForm
        approve={
          viewer.viewing === undefined && channels.length > 0
            ? approveConnection.bind(null, parameters)
            : null
        }
        denied={denied}
        app={client.name}
      />
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-hairline pt-4 text-sm text-muted">
        <span>
          You are signed in as {viewer.email}. You can disconnect at any time, under <i>Connected apps</i>.
        </span>
        <SignOutButton next={here} />
      </div>
    </Panel>
  );
}

function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      {icon}
      <span>{children}</span>
    </li>
  );
}

function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (typeof value === "string") query.set(name, value);
  return query.toString();
}
