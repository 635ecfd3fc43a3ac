"use client";

import { useState } from "react";
import { useLive } from "#components/data/use-live.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { AFFECTED_AT_A_GLANCE, MOST_AFFECTED } from "#lib/events/limits.ts";
import type { AffectedView, HealthView } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { AffectedAnswer } from "#lib/http/api/answers.ts";
import { AffectedList } from "./affected-list.tsx";
import type { KnownRows } from "./affected-page.ts";
import { rangeParams } from "./links.ts";

/** People do not change by the second, and counting them costs more than figures. */
const EVERY_MS = 30_000;

/** What was asked for with a limit: fewer than that are all there are. */
const readAffected =
  (limit: number) =>
  ({ data: { users, recipes } }: AffectedAnswer): Record<keyof AffectedView, KnownRows> => ({
    users: { rows: users, whole: users.length < limit },
    recipes: { rows: recipes, whole: recipes.length < limit },
  });

const NONE_OPEN: Record<keyof AffectedView, number | null> = { users: null, recipes: null };

/** Whom the failures of the range reached, each leading to the requests. */
export function AffectedPanel({ view }: { view: HealthView }) {
  const { channel, range, current } = view;
  const [pages, setPages] = useState(NONE_OPEN);
  const limit = pages.users === null && pages.recipes === null ? AFFECTED_AT_A_GLANCE : MOST_AFFECTED;
  const live = useLive({
    path: `/api/v1/channels/${channel.slug}/affected?${rangeParams(range)}&limit=${limit}`,
    read: readAffected(limit),
    initial: null,
    everyMs: EVERY_MS,
  });
  const lists = [
    { title: "Recipes", of: "recipes", total: current.recipes_affected },
    { title: "Users", of: "users", total: current.users_affected },
  ] as const;
  const most = Math.max(current.recipes_affected, current.users_affected);
  const note = `${formatPlural(current.recipes_affected, "Recipe")} of ${formatPlural(current.users_affected, "user")}`;
  return (
    <Panel aria-labelledby="affected">
      <PanelHeader
        id="affected"
        title="Who is affected"
        note={most > MOST_AFFECTED ? `${note}; the ${formatCount(MOST_AFFECTED)} with most failures` : note}
      />
      {live.data === null && live.error !== null ? (
        <ErrorState title="This cannot be read" onRetry={live.retry} retrying={live.retrying}>
          {live.error.message}
        </ErrorState>
      ) : (
        <div className="grid md:grid-cols-2 md:divide-x md:divide-hairline">
          {lists.map((list) => (
            <AffectedList
              key={list.of}
              {...list}
              known={live.data?.[list.of] ?? null}
              view={view}
              page={pages[list.of]}
              onPage={(page) => setPages({ ...pages, [list.of]: page })}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
