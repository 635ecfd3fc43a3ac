"use client";

import { ChartSection } from "#components/charts/chart-section.tsx";
import type { ChartSeries } from "#components/charts/types.ts";
import { Panel } from "#components/ui/panel.tsx";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { DAY_MS, startOf } from "#lib/usage/days.ts";
import { daysOf, type UsageRange } from "#lib/usage/ranges.ts";
import type { UsageDay, UsageFigures } from "#lib/usage/views.ts";
import { UsageReceiptLine } from "./receipt.tsx";
import { SPANS, type Span } from "./spans.ts";
import { previousInWords } from "./words.ts";

const SPAN_WORDS: Record<Span, { name: string; key: "active" | "week" | "month"; label: string }> = {
  day: { name: "Day", key: "active", label: "Active users of each day" },
  week: { name: "Week", key: "week", label: "Active users of the 7 days that end with each day" },
  month: { name: "Month", key: "month", label: "Active users of the 28 days that end with each day" },
};

interface ChartsProps {
  figures: UsageFigures;
  range: UsageRange;
}

const beforeSeries = (range: UsageRange): ChartSeries => ({
  key: "before",
  name: previousInWords(range),
  color: "var(--color-faint)",
  mark: "line",
  quiet: true,
});

/** A day beside its like of the range before. */
const points = (
  { days, daysBefore }: UsageFigures,
  values: (day: UsageDay, before: UsageDay | undefined) => Record<string, number | null>,
) => days.map((day, place) => ({ at: startOf(day.date), values: values(day, daysBefore[place]) }));

interface ActiveUsersProps extends ChartsProps {
  span: Span;
  onSpan: (span: Span) => void;
}

/** People by day, week and month. Days are UTC's, so their labels are too. */
export function ActiveUsers({ figures, range, span, onSpan }: ActiveUsersProps) {
  const { key, label } = SPAN_WORDS[span];
  const compared = figures.daysBefore.length > 0;
  return (
    <Panel>
      <ZoneProvider zone="UTC">
        <ChartSection
          title="Active users"
          note={
            <span className="flex gap-1">
              {SPANS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === span}
                  onClick={() => onSpan(one)}
                  className="h-6 rounded-badge border px-2 text-sm text-muted aria-pressed:border-accent aria-pressed:text-accent-text"
                >
                  {SPAN_WORDS[one].name}
                </button>
              ))}
            </span>
          }
          label={label}
          points={points(figures, (day, before) => ({ users: day[key], before: before?.[key] ?? null }))}
          series={[
            ...(compared ? [beforeSeries(range)] : []),
            { key: "users", name: "users", color: "var(--color-accent)", mark: "line" },
          ]}
          bucketMs={DAY_MS}
          measure="count"
          height={216}
        />
      </ZoneProvider>
      <UsageReceiptLine receipt={figures.receipts.people} days={daysOf(range)} />
    </Panel>
  );
}

export function NewAndReturning({ figures, range }: ChartsProps) {
  return (
    <Panel>
      <ZoneProvider zone="UTC">
        <ChartSection
          title="New and returning"
          note="users a day"
          label="New and returning users of each day"
          points={points(figures, ({ active, first }) => ({
            returning: active === null || first === null ? null : active - first,
            first,
          }))}
          series={[
            { key: "returning", name: "returning", color: "var(--color-quiet)", mark: "bar" },
            { key: "first", name: "new", color: "var(--color-accent)", mark: "bar" },
          ]}
          bucketMs={DAY_MS}
          measure="count"
          height={168}
        />
      </ZoneProvider>
      <UsageReceiptLine receipt={figures.receipts.people} days={daysOf(range)} />
    </Panel>
  );
}

export function RecipeChanges({ figures, range }: ChartsProps) {
  return (
    <Panel>
      <ZoneProvider zone="UTC">
        <ChartSection
          title="Recipes"
          note="a day"
          label="Recipes created, enabled and disabled on each day"
          points={points(figures, ({ created, enabled, disabled }) => ({ created, enabled, disabled }))}
          series={[
            { key: "created", name: "created", color: "var(--color-accent)", mark: "line" },
            { key: "enabled", name: "enabled", color: "var(--color-teal)", mark: "line" },
            { key: "disabled", name: "disabled", color: "var(--color-plum)", mark: "line" },
          ]}
          bucketMs={DAY_MS}
          measure="count"
          height={168}
        />
      </ZoneProvider>
      <UsageReceiptLine receipt={figures.receipts.recipes} days={daysOf(range)} />
    </Panel>
  );
}
