import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { UsageList } from "#components/channels/usage-list.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { canAsStaff } from "#lib/channels/access.ts";
import { channelOverviews } from "#lib/channels/overviews.ts";
import { usageOnlyChannels } from "#lib/channels/usage-only.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer } from "#lib/server.ts";
import { type PageParams, pageRange } from "../../page-range.ts";
import { readPage } from "../../read-page.ts";
import { ChannelsClient } from "./client.tsx";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const person = await pageViewer();
  const [only] = person.memberships;
  if (person.staff === null && person.memberships.length === 1 && only !== undefined) {
    redirect(`/channels/${only.channel}/health`);
  }
  const server = await getServer();
  const usageOnly = await usageOnlyChannels(server.database, person);
  if (usageOnly.length > 0) {
    return (
      <>
        <TopBar title="Channels" />
        <UsageList channels={usageOnly} />
      </>
    );
  }
  const now = server.clock.now();
  const { range, query, problem } = pageRange(await searchParams, now, server.config.RETENTION_DAYS);
  const initial = await readPage(async () => {
    const [channels, receipt] = await Promise.all([
      channelOverviews(server, person, range),
      readReceipt(server.database, now),
    ]);
    return { channels, receipt };
  });
  return (
    <ChannelsClient
      initial={initial}
      apiQuery={query}
      range={range}
      problem={problem}
      empty={
        canAsStaff(person, "channels:register") ? (
          <>
            <Link href="/admin" className="text-accent-text underline">
              Register a Partner and its first Channel
            </Link>
            , then send an event with an API key of it.
          </>
        ) : (
          "Ask an owner of your Channel to invite you, or the operator to register it."
        )
      }
    />
  );
}
