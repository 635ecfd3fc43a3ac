import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { FoundList } from "#components/support/found-list.tsx";
import { LookUpBox } from "#components/support/look-up-box.tsx";
import { LookUpHelp } from "#components/support/look-up-help.tsx";
import { onlyHref } from "#components/support/only-hit.ts";
import { SupportBar } from "#components/support/support-bar.tsx";
import { ViewAsForm } from "#components/support/view-as-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { canAsStaff, type Person, scopeOf } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { AppError } from "#lib/errors.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { type Found, lookUp } from "#lib/support/look-up.ts";
import { startViewingAs } from "../../view-as-actions.ts";

export const metadata: Metadata = { title: "Support" };

interface PageProps {
  searchParams: Promise<{ q?: string | string[]; channel?: string | string[] }>;
}

export default async function SupportPage({ searchParams }: PageProps) {
  const viewer = await pageViewer();
  if (!canAsStaff(viewer, "support:look-up")) notFound();
  const { q, channel } = await searchParams;
  const asked = typeof q === "string" ? q : "";
  const answer = asked.trim() === "" ? null : await find(viewer, asked);
  const only = answer === null || "problem" in answer ? null : onlyHref(answer);
  if (only !== null) redirect(only);
  return (
    <>
      <SupportBar />
      <div className="flex max-w-[1180px] flex-col gap-5 px-4 py-6 sm:px-7">
        <h1 className="text-headline font-semibold">Look up</h1>
        <LookUpBox asked={asked} />
        {answer === null ? (
          <Start viewer={viewer} channel={typeof channel === "string" ? channel : undefined} />
        ) : (
          <Answer asked={asked} answer={answer} />
        )}
      </div>
    </>
  );
}

/** Before anything was asked. */
async function Start({ viewer, channel }: { viewer: Person; channel: string | undefined }) {
  const { database } = await getServer();
  const channels = await listChannels(database, scopeOf(viewer, "requests:read"));
  return (
    <>
      <LookUpHelp />
      <Panel aria-labelledby="view-as">
        <PanelHeader
          id="view-as"
          title="View as partner"
          note="what an owner of the Channel sees; read-only, for an hour, in its audit trail"
        />
        <div className="px-4 pt-1 pb-4">
          <ViewAsForm key={channel} channels={channels} channel={channel} action={startViewingAs} />
        </div>
      </Panel>
    </>
  );
}

type LookedUp = Found | { problem: string };

async function find(viewer: Person, asked: string): Promise<LookedUp> {
  try {
    return await lookUp(await getServer(), viewer, asked);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_request") return { problem: error.message };
    throw error;
  }
}

function Answer({ asked, answer }: { asked: string; answer: LookedUp }) {
  if ("problem" in answer) return <Notice tone="warning">{answer.problem}</Notice>;
  if (Object.values(answer).some((hits) => hits.length > 0)) return <FoundList found={answer} />;
  return (
    <EmptyState icon={<SearchX />} title={`Nothing goes by “${asked.trim()}”`}>
      Ids must be whole; an address must be the one on the user’s account. Requests are found as long as they
      are kept.
    </EmptyState>
  );
}
