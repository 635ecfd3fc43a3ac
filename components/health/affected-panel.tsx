"use client";

import Link from "next/link";
import { useLive } from "#components/data/use-live.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import type { AffectedView, HealthView } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { AffectedAnswer } from "#lib/http/api/answers.ts";
import { FAILED, logsHref, rangeParams } from "./links.ts";

/** People do not change by the second, and counting them costs more than figures. */
const EVERY_MS = 30_000;
const SHOWN = 8;
const ROW = "flex h-8 items-center justify-between gap-3 border-t border-hairline px-4";

const readAffected = ({ data }: AffectedAnswer): AffectedView => data;

interface ListProps {
  title: string;
  field: "user_id" | "recipe_id";
  /** How many there are in all. */
  total: number;
  rows: AffectedView["users"] | null;
  view: HealthView;
}

function AffectedList({ title, field, total, rows, view }: ListProps) {
  const { channel, range } = view;
  const places = Array.from({ length: Math.min(SHOWN, total) }, (_, place) => place);
  return (
    <div className="min-w-0">
      <h3 className="px-4 py-2 text-sm font-medium text-muted">{title}</h3>
      <ul>
        {places.map((place) => {
          const row = rows?.[place];
          if (row === undefined) {
            return (
              <li key={place} className={ROW}>
                {rows === null ? <Skeleton className="h-4 w-40" /> : null}
              </li>
            );
          }
          const only = { type: "keyword" as const, field, values: [row.id], not: false };
          return (
            <li key={place} className={ROW}>
              <Link
                href={logsHref(channel.slug, range, [only, FAILED])}
                className="truncate font-mono text-sm hover:underline"
              >
                {safeText(row.id)}
              </Link>
              <span className="text-sm whitespace-nowrap text-muted">
                {formatPlural(row.failures, "failure")}
              </span>
            </li>
          );
        })}
      </ul>
      {total > SHOWN ? (
        <p className="border-t border-hairline px-4 py-2 text-sm text-faint">
          and {formatCount(total - SHOWN)} more
        </p>
      ) : null}
    </div>
  );
}

/** Whom the failures of the range reached, each leading to the requests. */
export function AffectedPanel({ view }: { view: HealthView }) {
  const { channel, range, current } = view;
  const live = useLive({
    path: `/api/v1/channels/${channel.slug}/affected?${rangeParams(range)}`,
    read: readAffected,
    initial: null,
    everyMs: EVERY_MS,
  });
  const lists = [
    { title: "Recipes", field: "recipe_id", total: current.recipes_affected, rows: live.data?.recipes },
    { title: "Users", field: "user_id", total: current.users_affected, rows: live.data?.users },
  ] as const;
  const note = `${formatPlural(current.recipes_affected, "Recipe")} of ${formatPlural(current.users_affected, "user")}`;
  return (
    <Panel aria-labelledby="affected">
      <PanelHeader id="affected" title="Who is affected" note={note} />
      {live.data === null && live.error !== null ? (
        <ErrorState title="This cannot be read" onRetry={live.retry} retrying={live.retrying}>
          {live.error.message}
        </ErrorState>
      ) : (
        <div className="grid md:grid-cols-2 md:divide-x md:divide-hairline">
          {lists.map((list) => (
            <AffectedList key={list.field} {...list} rows={list.rows ?? null} view={view} />
          ))}
        </div>
      )}
    </Panel>
  );
}
