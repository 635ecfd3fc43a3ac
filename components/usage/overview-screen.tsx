import { Panel } from "#components/ui/panel.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { usageRangeInWords } from "#lib/usage/ranges.ts";
import type { UsageOverview } from "#lib/usage/views.ts";
import { FirstDay } from "./first-day.tsx";
import { type OverviewSort, overviewHeadline } from "./overview-rows.ts";
import { OverviewTable } from "./overview-table.tsx";
import { dateInWords } from "./words.ts";

interface OverviewScreenProps {
  /** null: it could not be read. */
  view: UsageOverview | null;
  sort: OverviewSort;
  sortHref: (sort: OverviewSort) => string;
  retrying: boolean;
  onRetry: () => void;
}

/** How all Channels are used, side by side. */
export function OverviewScreen({ view, sort, sortHref, retrying, onRetry }: OverviewScreenProps) {
  if (view === null) {
    return (
      <ErrorState
        alone
        title="The usage of the Channels cannot be read"
        onRetry={onRetry}
        retrying={retrying}
      >
        The warehouse does not answer at present. Nothing is lost; try again shortly.
      </ErrorState>
    );
  }
  const { channels, receipt, range, completeTo, counting } = view;
  if (channels === null || receipt === null || completeTo === null) {
    return (
      <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
        <h1 className="text-headline font-semibold">Usage of all Channels</h1>
        <Panel>
          <FirstDay counting={counting} />
        </Panel>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-headline font-semibold">{overviewHeadline(channels)}</h1>
        <p className="text-muted">
          in the {usageRangeInWords(range)} to {dateInWords(completeTo)}
        </p>
      </div>
      <OverviewTable channels={channels} range={range} sort={sort} receipt={receipt} sortHref={sortHref} />
      <p className="text-sm text-faint">
        Somebody who uses several Channels is a user of each. Days are UTC days; changes are against as many
        days before.
      </p>
    </div>
  );
}
