import type { Metadata } from "next";
import Link from "next/link";
import { AcceptForm } from "#components/members/accept-form.tsx";
import { NewPasswordForm } from "#components/members/new-password-form.tsx";
import { SignOutButton } from "#components/members/sign-out-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Person } from "#lib/channels/access.ts";
import { optionalPageViewer } from "#lib/http/page-viewer.ts";
import { findInvitation, type OpenInvitation } from "#lib/members/accept-invitation.ts";
import { getServer } from "#lib/server.ts";
import { acceptAsNewPerson, acceptSignedIn } from "./actions.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

interface PageProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function InvitationPage({ searchParams }: PageProps) {
  const { token } = await searchParams;
  const server = await getServer();
  const invitation = typeof token === "string" ? await findInvitation(server, token) : null;
  if (invitation === null || typeof token !== "string") {
    return (
      <Panel className="flex flex-col gap-2 p-6">
        <h1 className="text-headline font-semibold">This invitation no longer works</h1>
        <p className="text-muted">
          It was accepted or withdrawn, has expired, or the link is not complete. Ask whoever invited you for
          a new one.
        </p>
      </Panel>
    );
  }
  return (
    <Panel className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-headline font-semibold">Join {invitation.channelName}</h1>
        <p className="text-muted">
          {invitation.role === "owner"
            ? "As owner you see its Health and Logs, and manage its API keys and members."
            : "As member you see its Health and Logs."}
        </p>
      </div>
      <Acceptance invitation={invitation} token={token} viewer={await optionalPageViewer()} />
    </Panel>
  );
}

interface AcceptanceProps {
  invitation: OpenInvitation;
  token: string;
  viewer: Person | null;
}

function Acceptance({ invitation, token, viewer }: AcceptanceProps) {
  const here = `/invitation?token=${encodeURIComponent(token)}`;
  if (viewer?.email === invitation.email) return <AcceptForm action={acceptSignedIn} token={token} />;
  if (viewer !== null) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p>
          The invitation is for {invitation.email}, and you are signed in as {viewer.email}.
        </p>
        <SignOutButton next={here} />
      </div>
    );
  }
  if (invitation.hasAccount) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p>You have an account as {invitation.email}. Sign in to accept.</p>
        <Button asChild variant="primary">
          <Link href={`/sign-in?next=${encodeURIComponent(here)}`}>Sign in</Link>
        </Button>
      </div>
    );
  }
  return (
    <NewPasswordForm
      action={acceptAsNewPerson}
      token={token}
      email={invitation.email}
      withName
      submit="Join"
      next={`/channels/${invitation.channel}/health`}
    />
  );
}
