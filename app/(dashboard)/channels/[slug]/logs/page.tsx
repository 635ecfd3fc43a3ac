import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { parseLook } from "#components/logs/column-choice.ts";
import { LogsScreen } from "#components/logs/logs-screen.tsx";
import { FirstEvent } from "#components/members/first-event.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { canOnChannel } from "#lib/channels/access.ts";
import { DEFAULT_RANGE } from "#lib/format/range.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer } from "#lib/server.ts";
import { dropView, keepView } from "./actions.ts";

interface LogsPageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: LogsPageProps): Promise<Metadata> {
  return { title: `Logs · ${(await params).slug}` };
}

export default async function LogsPage({ params }: LogsPageProps) {
  const { slug } = await params;
  const viewer = await pageViewer();
  if (!canOnChannel(viewer, "requests:read", slug)) notFound();
  const { database, clock } = await getServer();
  const [receipt, jar, origin] = await Promise.all([
    readReceipt(database, clock.now()),
    cookies(),
    publicOrigin(),
  ]);
  return (
    <div className="flex h-[calc(100dvh-var(--banner))] flex-col">
      <TopBar title="Logs" receipt={receipt} range />
      <LogsScreen
        slug={slug}
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
