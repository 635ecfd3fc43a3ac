import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { parseLook } from "#components/logs/column-choice.ts";
import { LogsBar } from "#components/logs/logs-bar.tsx";
import { LogsScreen } from "#components/logs/logs-screen.tsx";
import { FirstEvent } from "#components/members/first-event.tsx";
import { canOnChannel } from "#lib/channels/access.ts";
import { DEFAULT_RANGE } from "#lib/format/range.ts";
import { pageChannel } from "#lib/http/page-channel.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../../read-page.ts";
import { dropView, keepView } from "./actions.ts";

export const metadata: Metadata = { title: "Logs" };

interface LogsPageProps {
  params: Promise<{ slug: string }>;
}

export default async function LogsPage({ params }: LogsPageProps) {
  const { slug } = await params;
  const viewer = await pageViewer();
  if (!canOnChannel(viewer, "requests:read", slug)) notFound();
  const { database, clock } = await getServer();
  const [channel, receipt, jar, origin] = await Promise.all([
    readPage(() => pageChannel(slug)),
    readReceipt(database, clock.now()),
    cookies(),
    publicOrigin(),
  ]);
  return (
    <div className="flex h-[calc(100dvh-var(--banner))] flex-col">
      <LogsScreen
        slug={slug}
        name={channel?.name ?? slug}
        bar={<LogsBar slug={slug} initial={receipt} />}
        defaultRange={DEFAULT_RANGE}
        look={parseLook(jar.get("logs")?.value)}
        views={{
          keep: keepView.bind(null, slug),
          drop: dropView.bind(null, slug),
          mayKeep: canOnChannel(viewer, "views:keep", slug),
          mayShare: canOnChannel(viewer, "views:share", slug),
        }}
        mayAlert={canOnChannel(viewer, "alerts:write", slug)}
        firstEvent={<FirstEvent channel={slug} origin={origin} />}
      />
    </div>
  );
}
