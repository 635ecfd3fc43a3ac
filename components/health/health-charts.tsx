"use client";

import { useMemo } from "react";
import { STATE_LOOKS } from "#components/channels/state.tsx";
import { ChartSection } from "#components/charts/chart-section.tsx";
import type { ChartBand, ChartSeries, ChartSpan } from "#components/charts/types.ts";
import { OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { OUTCOMES } from "#lib/events/document.ts";
import type { HealthView } from "#lib/events/views.ts";
import { spanInWords } from "#lib/format/duration.ts";
import { formatRecent } from "#lib/format/time.ts";
import { chartPoints } from "./chart-points.ts";
import { bucketHref, FAILED, logsHref, slowerThan } from "./links.ts";
import { ReceiptLine } from "./receipt-line.tsx";
import { previousInWords } from "./sentence.ts";

const GROUP = "health";

function bandOf({ state, range }: HealthView, zone: string): ChartBand | null {
  if (state.since === null || state.name === "healthy" || state.since >= range.to) return null;
  const label = `${STATE_LOOKS[state.name].word} since ${formatRecent(state.since, range.to, zone)}`;
  return { from: Math.max(state.since, range.from), label };
}

/** Incidents and planned downtimes, with their words in the first chart only. */
function spansOf({ incidents, downtimes }: HealthView, worded: boolean): ChartSpan[] {
  return [
    ...downtimes.map(
      ({ id, from, to, endpoint }): ChartSpan => ({
        key: id,
        from,
        to,
        tone: "quiet",
        ...(worded ? { label: endpoint === null ? "planned" : `planned: ${endpoint}` } : {}),
      }),
    ),
    ...incidents.map(
      ({ number, from, to, planned }): ChartSpan => ({
        key: String(number),
        from,
        to,
        tone: planned ? "quiet" : "danger",
        ...(worded ? { label: `#${number}` } : {}),
      }),
    ),
  ];
}

function volumeSeries(view: HealthView): ChartSeries[] {
  const shown = OUTCOMES.filter((outcome) => outcome !== "invalid" || view.current.outcomes.invalid > 0);
  return shown.map((outcome) => ({
    key: outcome,
    name: OUTCOME_LOOKS[outcome].word,
    color: OUTCOME_LOOKS[outcome].color,
    mark: "bar" as const,
    href: logsHref(view.channel.slug, view.range, [
      { type: "keyword", field: "outcome", values: [outcome], not: false },
    ]),
  }));
}

/** The period before, as a line for comparison. */
const beforeSeries = (view: HealthView, name: string): ChartSeries => ({
  key: "before",
  name: [name, previousInWords(view)].filter(Boolean).join(" "),
  color: "var(--color-faint)",
  mark: "line",
  quiet: true,
});

function rateSeries(view: HealthView): ChartSeries[] {
  const href = logsHref(view.channel.slug, view.range, [FAILED]);
  return [
    beforeSeries(view, ""),
    { key: "rate", name: "failing", color: "var(--color-danger)", mark: "line", href },
  ];
}

const PERCENTILES = [
  { key: "p50", color: "var(--color-accent)" },
  { key: "p95", color: "var(--color-teal)" },
  { key: "p99", color: "var(--color-plum)" },
] as const;

function durationSeries(view: HealthView): ChartSeries[] {
  const lines = PERCENTILES.map(
    ({ key, color }): ChartSeries => ({
      key,
      name: key,
      color,
      mark: "line",
      href: logsHref(view.channel.slug, view.range, slowerThan(view.current[key])),
    }),
  );
  return [beforeSeries(view, "p50"), ...lines];
}

interface HealthChartsProps {
  view: HealthView;
  onZoom: (from: number, to: number) => void;
}

/** Volume, error rate and durations on one time axis with one crosshair, each over the period before. */
export function HealthCharts({ view, onZoom }: HealthChartsProps) {
  const zone = useZone();
  const { volume, rates, durations } = useMemo(() => chartPoints(view), [view]);
  const band = bandOf(view, zone);
  const shared = {
    bucketMs: view.bucketMs,
    band: band === null ? null : { from: band.from },
    spans: spansOf(view, false),
    completeTo: view.receipt.completeTo,
    group: GROUP,
    onZoom,
    bucketHref: (from: number, to: number) => bucketHref(view.channel.slug, from, to),
    empty: view.current.requests === 0 ? "No requests in this range." : null,
  };
  return (
    <Panel>
      <ChartSection
        title="Requests by outcome"
        note={`per ${spanInWords(view.bucketMs)}`}
        label="Requests over time, by outcome"
        points={volume}
        series={[...volumeSeries(view), beforeSeries(view, "")]}
        measure="count"
        height={184}
        {...shared}
        spans={spansOf(view, true)}
        band={band}
      />
      <div className="border-t border-hairline">
        <ChartSection
          title="Error rate"
          label="Share of requests that fail over time"
          points={rates}
          series={rateSeries(view)}
          measure="share"
          height={128}
          {...shared}
          bucketHref={(from, to) => bucketHref(view.channel.slug, from, to, [FAILED])}
        />
      </div>
      <div className="border-t border-hairline">
        <ChartSection
          title="Duration"
          label="Duration percentiles over time"
          points={durations}
          series={durationSeries(view)}
          measure="duration"
          height={168}
          {...shared}
        />
      </div>
      <ReceiptLine receipt={view.receipt} differing={view.differing} />
    </Panel>
  );
}
