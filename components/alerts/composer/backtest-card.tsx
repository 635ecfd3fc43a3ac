"use client";

import { Lightbulb } from "lucide-react";
import { useMemo } from "react";
import { TimeChart } from "#components/charts/lazy.tsx";
import type { ChartSeries } from "#components/charts/types.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { Backtest } from "#lib/alerts/views.ts";
import { formatCount } from "#lib/format/number.ts";
import { backtestChart } from "./backtest-points.ts";
import { BacktestTable } from "./backtest-table.tsx";
import { PASTS, type PastRange, pastsWithin } from "./pasts.ts";

const HEIGHT = 220;
const SERIES: ChartSeries[] = [{ key: "value", name: "figure", color: "var(--color-text)", mark: "line" }];

/** What the figure is compared with, where that changes over time. */
const LIMITS: Partial<Record<Trigger["type"], string>> = {
  budget_burn: "allowed",
  no_traffic: "usual",
};

const TIMES = ["not have fired", "have fired once", "have fired twice"];

interface BacktestCardProps {
  channel: string;
  trigger: Trigger;
  /** null until it is known. */
  backtest: Backtest | null;
  /** Whether it is of an earlier state of the Recipe. */
  renewing: boolean;
  error: string | null;
  onRetry: () => void;
  past: PastRange;
  onPast: (past: PastRange) => void;
  /** How far back events are kept. */
  days: number;
  /** null where the threshold cannot be changed. */
  onUse: ((threshold: number) => void) | null;
}

/** When this would have fired, before anybody is woken by it. */
export default function BacktestCard(props: BacktestCardProps) {
  const { channel, trigger, backtest, renewing, error, onRetry, past, onPast, days, onUse } = props;
  const words = PASTS.find(({ range }) => range === past)?.words ?? "";
  const count = backtest?.firings.length ?? 0;
  const said = TIMES[count] ?? `have fired ${formatCount(count)} times`;
  return (
    <Panel aria-labelledby="backtest" aria-busy={renewing || undefined}>
      <PanelHeader
        id="backtest"
        title={backtest === null ? `Looking at ${words}` : `In ${words} it would ${said}`}
        actions={
          <fieldset className="flex gap-1.5">
            <legend className="sr-only">How far back</legend>
            {pastsWithin(days).map(({ range, short, words: long }) => (
              <Button
                key={range}
                size="sm"
                aria-label={`${short}: ${long}`}
                aria-pressed={range === past}
                className={cn(range === past && "border-accent text-accent-text")}
                onClick={() => onPast(range)}
              >
                {short}
              </Button>
            ))}
          </fieldset>
        }
      />
      {error !== null && backtest === null ? (
        <ErrorState title="The past cannot be read" onRetry={onRetry} retrying={renewing}>
          {error}
        </ErrorState>
      ) : backtest === null ? (
        <div style={{ height: HEIGHT + 37 }} className="px-4 pb-4">
          <Skeleton className="size-full opacity-50" />
        </div>
      ) : (
        <div className={cn("transition-opacity", renewing && "opacity-60")}>
          <Chart trigger={trigger} backtest={backtest} />
          {count === 0 ? (
            <p className="border-t px-4 py-2 text-sm text-muted">Quiet the whole time.</p>
          ) : (
            <BacktestTable channel={channel} trigger={trigger} backtest={backtest} />
          )}
          {backtest.suggestion === null || onUse === null ? null : (
            <p className="flex flex-wrap items-center gap-x-2 border-t border-hairline px-4 py-2.5 text-sm text-muted">
              <Lightbulb aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
              {backtest.suggestion.words}
              <button
                type="button"
                className="font-medium text-accent-text hover:underline"
                onClick={() => onUse(backtest.suggestion?.threshold ?? 0)}
              >
                Use {formatAlertValue(backtest.suggestion.threshold, backtest.unit)}
              </button>
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}

function Chart({ trigger, backtest }: { trigger: Trigger; backtest: Backtest }) {
  const { threshold, limited, ...chart } = useMemo(
    () => backtestChart(backtest, trigger.type === "no_traffic"),
    [backtest, trigger.type],
  );
  const series = useMemo(() => {
    const name = LIMITS[trigger.type] ?? "threshold";
    const limit = { key: "limit", name, color: "var(--color-accent)", mark: "line", quiet: true } as const;
    return limited ? [...SERIES, limit] : SERIES;
  }, [limited, trigger.type]);
  const spans = useMemo(
    () =>
      backtest.firings.map(({ started_at, recovered_at }) => ({
        key: String(started_at),
        from: started_at,
        to: recovered_at,
        tone: "danger" as const,
      })),
    [backtest],
  );
  if (chart.points.every(({ values }) => values.value === null)) {
    return (
      <p style={{ height: HEIGHT }} className="grid place-items-center px-6 text-center text-sm text-muted">
        There is nothing to judge in this time yet.
      </p>
    );
  }
  return (
    <TimeChart
      label="The figure over time, with the threshold and when it would have fired"
      {...chart}
      series={series}
      height={HEIGHT}
      spans={spans}
      threshold={threshold}
      thresholdLabel={formatAlertValue(backtest.threshold, backtest.unit)}
    />
  );
}
