import type { Metadata } from "next";
import { Suspense } from "react";
import { StartingPoints, StartingPointsSkeleton } from "#components/alerts/starting-points.tsx";
import { listRecipes } from "#lib/alerts/recipes/list.ts";
import { readStartingPoints } from "#lib/alerts/recipes/read-starting-points.ts";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import { canOnChannel } from "#lib/channels/access.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../../../read-page.ts";
import { AlertsClient } from "../client.tsx";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ params }: { params: Promise<{ slug: string }> }) {
  const [{ slug }, viewer, server] = await Promise.all([params, pageViewer(), getServer()]);
  const [recipes, receipt] = await Promise.all([
    readPage(() => listRecipes(server, viewer, slug)),
    readReceipt(server.database, server.clock.now()),
  ]);
  const mayWrite = canOnChannel(viewer, "alerts:write", slug);
  // Not awaited: the list does not wait for a week of figures.
  const points = mayWrite ? readPage(() => readStartingPoints(server, viewer, slug)) : Promise.resolve(null);
  return (
    <AlertsClient
      slug={slug}
      initial={recipes}
      receipt={receipt}
      mayWrite={mayWrite}
      startingPoints={
        <Suspense fallback={<StartingPointsSkeleton />}>
          <StartingPoints channel={slug} points={points} defaults={usualTriggers()} recipes={recipes ?? []} />
        </Suspense>
      }
    />
  );
}
