import { notFound } from "next/navigation";
import { Suspense } from "react";
import { type Draft, draftOf } from "#components/alerts/composer/draft.ts";
import { draftFromParams, triggerFromParams } from "#components/alerts/composer/draft-address.ts";
import { pastOf } from "#components/alerts/composer/pasts.ts";
import { StartingPoints, StartingPointsSkeleton } from "#components/alerts/starting-points.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { listDestinations } from "#lib/alerts/destinations/list.ts";
import { knownEndpoints } from "#lib/alerts/recipes/known-endpoints.ts";
import { listRecipes } from "#lib/alerts/recipes/list.ts";
import { readStartingPoints } from "#lib/alerts/recipes/read-starting-points.ts";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import { triggerInput } from "#lib/alerts/trigger.ts";
import { canOnChannel, channelScope } from "#lib/channels/access.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import { getServer } from "#lib/server.ts";
import type { PageParams } from "../../../page-range.ts";
import { readPage } from "../../../read-page.ts";
import { previewOf, sendTestTo } from "./actions.ts";
import { ComposerClient } from "./composer-client.tsx";

interface ComposerPageProps {
  slug: string;
  /** null: a new Recipe. */
  id: string | null;
  search: PageParams;
}

/** The composer, of a new Recipe or of one that exists; the address may change either. */
export async function ComposerPage({ slug, id, search }: ComposerPageProps) {
  const [viewer, server] = await Promise.all([pageViewer(), getServer()]);
  const [recipes, destinations, endpoints, receipt, channels] = await Promise.all([
    readPage(() => listRecipes(server, viewer, slug)),
    readPage(() => listDestinations(server, viewer, slug)),
    readPage(() => knownEndpoints(server, viewer, slug)),
    readReceipt(server.database, server.clock.now()),
    readPage(() => listChannels(server.database, channelScope(viewer, "alerts:read", slug))),
  ]);
  const recipe = recipes?.find((one) => one.id === id) ?? null;
  const channel = channels?.find((one) => one.slug === slug);
  if ((id !== null && recipe === null) || channel === undefined) notFound();
  const defaults = usualTriggers();
  const past = pastOf(search.past, server.config.RETENTION_DAYS);
  const first = destinations?.find(
    ({ confirmed_at, disabled }) => confirmed_at !== null && disabled === null,
  );
  const fresh: Draft = {
    name: "",
    trigger: defaults.error_rate_above,
    actions: first === undefined ? [] : [{ target: { kind: "known", id: first.id }, failover: null }],
    recover_minutes: null,
    remind_every_minutes: null,
    schedule: null,
  };
  const stored = recipe === null ? fresh : draftOf(recipe);
  const named = triggerFromParams(search, defaults);
  const asked = named === null ? null : triggerInput.safeParse(named);
  const draft = asked?.success ? draftFromParams(search, asked.data, stored) : stored;
  const mayWrite = canOnChannel(viewer, "alerts:write", slug);
  return (
    <ComposerClient
      channel={{ slug, name: channel.name, timeZone: channel.timeZone }}
      recipe={recipe}
      others={(recipes ?? []).filter((one) => one.id !== id).map(({ name, trigger }) => ({ name, trigger }))}
      initial={{ draft, past }}
      without={typeof search.without === "string" ? search.without.slice(0, 500) : null}
      problem={
        asked?.success === false
          ? "The address names a trigger that cannot be read; the usual one stands in."
          : null
      }
      defaults={defaults}
      endpoints={endpoints ?? []}
      destinations={destinations ?? []}
      retentionDays={server.config.RETENTION_DAYS}
      receipt={receipt}
      mayWrite={mayWrite}
      preview={previewOf.bind(null, slug)}
      sendTest={sendTestTo.bind(null, slug)}
      startingPoints={
        mayWrite && id === null ? (
          <Panel aria-labelledby="starting-points">
            <PanelHeader id="starting-points" title="From this Channel's past" />
            <div className="border-t border-hairline">
              <Suspense fallback={<StartingPointsSkeleton />}>
                <StartingPoints
                  channel={slug}
                  points={readPage(() => readStartingPoints(server, viewer, slug))}
                  defaults={defaults}
                  recipes={recipes ?? []}
                />
              </Suspense>
            </div>
          </Panel>
        ) : null
      }
    />
  );
}
