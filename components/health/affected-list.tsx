import { Download } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { AffectedView, HealthView } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { type KnownRows, shownPage } from "./affected-page.ts";
import { FAILED, logsHref, rangeParams } from "./links.ts";

const ROW = "flex h-8 items-center justify-between gap-3 border-t border-hairline px-4";
const FIELDS = { users: "user_id", recipes: "recipe_id" } as const;

interface AffectedListProps {
  title: string;
  of: keyof AffectedView;
  /** How many there are in all. */
  total: number;
  /** null until they were read. */
  known: KnownRows | null;
  view: HealthView;
  /** From 0; null: only those with most failures. */
  page: number | null;
  onPage: (page: number | null) => void;
}

/** One half of those affected: a glance, or all of them page by page. */
export function AffectedList({ title, of, total, known, view, page, onPage }: AffectedListProps) {
  const { channel, range } = view;
  const shown = shownPage(known, total, page);
  const file = new URLSearchParams({ format: "csv", of });
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-3 px-4 py-2">
        <h3 className="text-sm font-medium text-muted">{title}</h3>
        {total === 0 ? null : (
          <a
            href={`/api/v1/channels/${channel.slug}/affected?${rangeParams(range)}&${file}`}
            download
            className="flex items-center gap-1.5 text-sm text-accent-text hover:underline"
          >
            <Download aria-hidden size={15} strokeWidth={1.75} />
            {title} as CSV
          </a>
        )}
      </div>
      <ul>
        {shown.rows.map((row, place) =>
          row === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place that is held is nothing but its place
            <li key={place} className={ROW}>
              <Skeleton className="h-4 w-40" />
            </li>
          ) : (
            <li key={row.id} className={ROW}>
              <Link
                href={logsHref(channel.slug, range, [
                  { type: "keyword", field: FIELDS[of], values: [row.id], not: false },
                  FAILED,
                ])}
                className="truncate font-mono text-sm hover:underline"
              >
                {safeText(row.id)}
              </Link>
              <span className="text-sm whitespace-nowrap text-muted">
                {formatPlural(row.failures, "failure")}
              </span>
            </li>
          ),
        )}
      </ul>
      {shown.more ? (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-t border-hairline px-4 py-1.5">
          {page === null ? (
            <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => onPage(0)}>
              Show all {formatCount(shown.total)}
            </Button>
          ) : (
            <>
              <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => onPage(null)}>
                Show fewer
              </Button>
              <Pager label={title} {...shown} onPage={onPage} />
            </>
          )}
        </div>
      ) : null}
    </div>
  );
}
