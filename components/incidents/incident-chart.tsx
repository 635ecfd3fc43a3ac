"use client";

import Link from "next/link";
import { useMemo } from "react";
import { ChartSection } from "#components/charts/chart-section.tsx";
import type { ChartMark } from "#components/charts/types.ts";
import { bucketHref } from "#components/health/links.ts";
import { ReceiptLine } from "#components/health/receipt-line.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { measureOf } from "#lib/alerts/incidents/measure.ts";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { requestsHref } from "./links.ts";
import { requestsInWords } from "./words.ts";

const HEIGHT = 176;
/** Share of the width that a word takes on a narrow screen. */
const NEEDED = 0.24;

/** Lines that are nearer than this share of the width have one word. */
const ONE_LINE = 0.02;

/** Words stand outside of the breach, unless the chart ends there. */
export function marksOf({
  started_at,
  fired_at,
  recovered_at,
  ended_because,
  figures,
}: IncidentRoom): ChartMark[] {
  const width = figures.to - figures.from;
  const sideOf = (at: number) => ((figures.to - at) / width > NEEDED ? "right" : "left");
  const marks: ChartMark[] =
    (fired_at - started_at) / width < ONE_LINE
      ? [{ at: fired_at, label: "fired", tone: "danger", side: sideOf(fired_at) }]
      : [
          { at: started_at, label: "breach", tone: "danger", side: "left" },
          { at: fired_at, label: "fired", tone: "danger", side: "right" },
        ];
  if (recovered_at !== null) {
    const [label, tone] =
      ended_because === null ? (["recovered", "good"] as const) : (["ended", "warning"] as const);
    marks.push({ at: recovered_at, label, tone, side: sideOf(recovered_at) });
  }
  return marks;
}

/** The trigger's own measure around that time, with its threshold. */
export function IncidentChart({ room }: { room: IncidentRoom }) {
  const { figures, receipt, differing, trigger, channel } = room;
  const measure = useMemo(() => measureOf(room), [room]);
  const points = useMemo(
    () => figures.points.map(({ at, value }) => ({ at, values: { value } })),
    [figures.points],
  );
  const title = trigger.endpoint === null ? measure.name : `${measure.name} of ${trigger.endpoint}`;
  return (
    <Panel>
      <ChartSection
        title={title}
        link={
          figures.behind.requests === 0 ? null : (
            <Link href={requestsHref(room)} className="text-sm text-accent-text hover:underline">
              {requestsInWords(figures.behind.requests)}
            </Link>
          )
        }
        label={`${title} over time`}
        points={points}
        bucketMs={figures.bucket_ms}
        series={[{ key: "value", name: measure.name, color: "var(--color-text)", mark: "line" }]}
        measure={measure.unit}
        height={HEIGHT}
        spans={[{ key: "incident", from: room.started_at, to: room.recovered_at, tone: "danger" }]}
        marks={marksOf(room)}
        threshold={measure.threshold}
        completeTo={receipt.completeTo}
        bucketHref={(from, to) => bucketHref(channel ?? "", from, to)}
        empty={
          figures.known || points.some(({ values }) => values.value !== null)
            ? null
            : "The events of that time are not kept any more."
        }
      />
      <ReceiptLine receipt={receipt} differing={differing} zoomable={false} />
    </Panel>
  );
}
