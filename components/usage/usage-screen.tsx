import { ChannelMark } from "#components/channels/mark.tsx";
import { FigureStrip } from "#components/charts/figure-strip.tsx";
import { logsHref } from "#components/health/links.ts";
import { Code } from "#components/ui/code.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { endpointConditions } from "#lib/events/query/signature-conditions.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { daysOf, usageRangeInWords } from "#lib/usage/ranges.ts";
import type { UsageFigures, UsageGroup, UsageView } from "#lib/usage/views.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { ActiveUsers, NewAndReturning, RecipeChanges } from "./charts.tsx";
import { usageFigures } from "./figures.ts";
import { FirstDay, HowDaysAreCounted } from "./first-day.tsx";
import { Funnel } from "./funnel.tsx";
import { RetentionTable } from "./retention-table.tsx";
import type { Span } from "./spans.ts";
import { TopRecipes } from "./top-recipes.tsx";
import { dateInWords, previousInWords } from "./words.ts";

/** Requests are kept for so many days only, whatever the range. */
const LONGEST_LOGS_DAYS = 28;

interface UsageScreenProps {
  /** null: it could not be read. */
  view: UsageView | null;
  retrying: boolean;
  onRetry: () => void;
  span: Span;
  onSpan: (span: Span) => void;
}

const mono = ({ key }: UsageGroup) => <Code>{key}</Code>;

const marked = ({ key, name }: UsageGroup) => (
  <span className="inline-flex items-center gap-2">
    <ChannelMark slug={key} name={name} className="size-5 text-xs" />
    {name}
  </span>
);

interface FiguresProps extends Pick<UsageScreenProps, "span" | "onSpan"> {
  view: UsageView;
  figures: UsageFigures;
}

function Figures({ view, figures, span, onSpan }: FiguresProps) {
  const { range, channel } = view;
  const days = daysOf(range);
  const logsRange = view.requests ? `${Math.min(days, LONGEST_LOGS_DAYS)}d` : null;
  const endpointHref = ({ key, kind }: UsageGroup) =>
    logsRange === null
      ? null
      : logsHref(
          channel.slug,
          { from: 0, to: 0, label: logsRange },
          endpointConditions(key, kind === "other" ? null : kind),
        );
  const { receipts } = figures;
  return (
    <>
      <FigureStrip figures={usageFigures(figures)} versus={previousInWords(range)} />
      <div className="grid gap-4 xl:grid-cols-[8fr_5fr]">
        <ActiveUsers figures={figures} range={range} span={span} onSpan={onSpan} />
        <Funnel people={figures.people} receipt={receipts.people} days={days} />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <NewAndReturning figures={figures} range={range} />
        <RecipeChanges figures={figures} range={range} />
        <BreakdownTable
          title="Used together with"
          counted="Recipes"
          breakdown={figures.pairs}
          nameOf={marked}
          receipt={receipts.pairs}
          days={days}
          empty="No Recipe with another Channel ran"
        />
        <BreakdownTable
          title="Triggers and actions"
          counted="runs"
          breakdown={figures.endpoints}
          nameOf={mono}
          hrefOf={endpointHref}
          receipt={receipts.endpoints}
          days={days}
          empty="No Recipe ran"
        />
      </div>
      <RetentionTable cohorts={figures.retention} receipt={receipts.retention} />
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <BreakdownTable
          title="Platforms"
          counted="users"
          breakdown={figures.platforms}
          nameOf={({ name }) => name}
          receipt={receipts.audience}
          days={days}
          empty="Nobody was active"
        />
        <BreakdownTable
          title="Countries"
          counted="users"
          breakdown={figures.countries}
          nameOf={({ name }) => name}
          receipt={receipts.audience}
          days={days}
          empty="Nobody was active"
        />
        <TopRecipes figures={figures} days={days} slug={channel.slug} logsRange={logsRange} />
      </div>
      <p className="text-sm text-faint">
        Days are UTC days. A Recipe is known to be enabled from the event that says so: one that was enabled
        before the first of these is not among those enabled. Groups of fewer than 5 users are shown as one,
        together with the next larger group; of those who came back fewer are hidden, and the next larger
        figure of the week with them.
      </p>
    </>
  );
}

/** Who uses the Channel, and how. */
export function UsageScreen({ view, retrying, onRetry, span, onSpan }: UsageScreenProps) {
  if (view === null) {
    return (
      <ErrorState
        alone
        title="The usage of this Channel cannot be read"
        onRetry={onRetry}
        retrying={retrying}
      >
        The warehouse does not answer at present. Nothing is lost; try again shortly.
      </ErrorState>
    );
  }
  const { channel, figures, range } = view;
  const enabled = figures?.days.at(-1)?.enabledAtEnd ?? 0;
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-headline font-semibold">
          {figures === null
            ? channel.name
            : `${formatPlural(figures.people.active, "person", "people")} used ${channel.name} in the ${usageRangeInWords(range)} to ${dateInWords(figures.to)}`}
        </h1>
        {figures === null ? null : (
          <p className="text-muted">
            {formatCount(enabled)} Recipes enabled · {formatCount(figures.people.first)} of these people are
            new
          </p>
        )}
      </div>
      {figures === null ? (
        <Panel>
          {view.completeTo === null ? (
            <FirstDay counting={view.counting} />
          ) : (
            <EmptyState title="No interactions in these days">
              <HowDaysAreCounted />
            </EmptyState>
          )}
        </Panel>
      ) : (
        <Figures view={view} figures={figures} span={span} onSpan={onSpan} />
      )}
    </div>
  );
}
