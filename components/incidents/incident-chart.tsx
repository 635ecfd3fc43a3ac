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

function marksOf({ started_at, fired_at, recovered_at }: IncidentRoom): ChartMark[] {
  const marks: ChartMark[] = [
    { at: started_at, label: "breach", tone: "danger", side: "left" },
    { at: fired_at, label: "fired", tone: "danger", side: "right" },
  ];
  if (recovered_at !== null)
    marks.push({ at: recovered_at, label: "recovered", tone: "good", side: "right" });
  return marks;
}

/** The trigger's own measure around that time, with its threshold. */
export function IncidentChart({ room }: { room: IncidentRoom }) {
  const { figures, receipt, trigger, channel } = room;
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
        note={
          figures.behind.requests === 0 ? undefined : (
            <Link href={requestsHref(room)} className="text-accent-text hover:underline">
              {requestsInWords(figures.behind.requests)}
            </Link>
          )
        }
        label={`${title} over time`}
        legend={false}
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
      <ReceiptLine receipt={receipt} zoomable={false} />
    </Panel>
  );
}
