import { ArrowRight } from "lucide-react";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { cn } from "#components/ui/cn.ts";
import { useZone } from "#components/ui/zone.tsx";
import { formatCount, splitUnit } from "#lib/format/number.ts";
import type { PipelineView } from "#lib/pipeline/views.ts";
import { type Stage, stagesOf } from "./stages.ts";

function StageCard({
  icon: Icon,
  name,
  figure,
  note,
  series = [],
  alarming,
  follows,
}: Stage & { follows: boolean }) {
  const { figure: number, unit } = splitUnit(figure);
  return (
    <div
      className={cn(
        "relative flex min-h-24 flex-col gap-1 rounded-panel border px-4 py-3 shadow-panel",
        alarming ? "border-warning/60 bg-warning/12" : "bg-surface",
      )}
    >
      <dt className="flex items-center gap-2 text-sm text-muted">
        {follows ? (
          <ArrowRight
            aria-hidden
            size={16}
            strokeWidth={1.75}
            className="absolute top-1/2 -left-5 hidden -translate-y-1/2 text-faint xl:block"
          />
        ) : null}
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        <span className="truncate">{name}</span>
        {series.length > 1 ? <Sparkline values={series} width={64} height={20} className="ml-auto" /> : null}
      </dt>
      <dd className="whitespace-nowrap">
        <span className="text-figure font-semibold">{number}</span>
        {unit === "" ? null : <span className="ml-1 text-sm text-muted">{unit}</span>}
      </dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}

/** The way of an event, from left to right. */
export function FlowStrip({ view }: { view: PipelineView }) {
  const stages = stagesOf(view, useZone());
  return (
    <dl
      aria-label={`The way of an event; ${formatCount(stages.length)} stages`}
      className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5 xl:gap-6 max-md:[&>:last-child]:col-span-2"
    >
      {stages.map((stage, place) => (
        <StageCard key={stage.name} {...stage} follows={place > 0} />
      ))}
    </dl>
  );
}
