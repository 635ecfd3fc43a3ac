import { ArrowRight, Database, ListFilter, type LucideIcon, RadioTower, Search } from "lucide-react";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { cn } from "#components/ui/cn.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPlural, formatRate, splitUnit, THIN_SPACE } from "#lib/format/number.ts";
import type { PipelineView } from "#lib/pipeline/views.ts";
import { isBehind, SEARCHABLE_LIMIT_S } from "#lib/pipeline/warnings.ts";

const NONE = "–";

interface Stage {
  icon: LucideIcon;
  name: string;
  figure: string;
  note: string;
  series?: number[];
  /** Behind or broken. */
  alarming: boolean;
}

const perSecond = (rate: number | null) => (rate === null ? NONE : `${formatRate(rate)}${THIN_SPACE}/ s`);
const seconds = (value: number) => formatDuration(value * 1_000);

function streamStage({ stream, stores, flow }: PipelineView): Stage {
  const copies =
    stream === null || stream.replicas <= 1 ? "" : `, ${formatPlural(stream.replicas, "replica")} each`;
  return {
    icon: RadioTower,
    name: "Stream",
    figure: perSecond(flow.inPerSecond),
    note:
      stream === null
        ? `${stores.stream} does not answer`
        : `${stores.stream}, ${formatPlural(stream.partitions, "partition")}${copies}`,
    series: flow.inSeries,
    alarming: stream === null || stream.underReplicated.length > 0,
  };
}

function workerStage({ workers, stream, flow }: PipelineView): Stage {
  const alive = workers.filter(({ alive: lives, roles }) => lives && roles.includes("index")).length;
  const batch =
    flow.batch === null ? "" : `, ${formatPlural(Math.round(flow.batch.events), "event")} a batch`;
  return {
    icon: ListFilter,
    name: "Index worker",
    figure: perSecond(flow.outPerSecond),
    note: alive === 0 ? "none runs" : `${formatPlural(alive, "worker")}${batch}`,
    series: flow.outSeries,
    alarming: alive === 0 || (stream?.lag.some(isBehind) ?? false),
  };
}

function indexStage({ index, stores, flow }: PipelineView): Stage {
  const { batch } = flow;
  const size = batch === null ? "" : `, ${formatBytes(batch.bytes)} a bulk`;
  return {
    icon: Database,
    name: stores.index === "PostgreSQL" ? "Index" : stores.index,
    figure: batch === null ? NONE : `${formatDuration(batch.ms)} a bulk`,
    note:
      index === null
        ? "does not answer"
        : `${formatPlural(index.hours, "hourly index", "hourly indices")}, ${index.status}${size}`,
    alarming:
      index === null || index.status !== "green" || index.nodes.some(({ reached }) => reached !== null),
  };
}

function searchableStage({ flow }: PipelineView): Stage {
  const { searchable, retriedPerSecond } = flow;
  const retried = retriedPerSecond ?? 0;
  const again = retried > 0 ? `, ${formatRate(retried)}${THIN_SPACE}/ s written again` : "";
  return {
    icon: Search,
    name: "Searchable",
    figure: searchable === null ? NONE : `p50${THIN_SPACE}${seconds(searchable.p50)}`,
    note: searchable === null ? "no event in the last minute" : `p99 ${seconds(searchable.p99)}${again}`,
    alarming: (searchable?.p99 ?? 0) > SEARCHABLE_LIMIT_S || retried >= 1,
  };
}

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
  const [value, trailing] = number.startsWith("p50") ? [figure.slice(4), ""] : [number, unit];
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
            className="absolute top-1/2 -left-6 hidden -translate-y-1/2 text-faint lg:block"
          />
        ) : null}
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        <span className="truncate">{name}</span>
        {series.length > 1 ? <Sparkline values={series} width={64} height={20} className="ml-auto" /> : null}
      </dt>
      <dd className="whitespace-nowrap">
        <span className="text-figure font-semibold">{value}</span>
        {trailing === "" ? null : <span className="ml-1 text-sm text-muted">{trailing}</span>}
      </dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}

/** The way of an event, from left to right. */
export function FlowStrip({ view }: { view: PipelineView }) {
  const stages = [streamStage(view), workerStage(view), indexStage(view), searchableStage(view)];
  return (
    <dl
      aria-label={`The way of an event; ${formatCount(stages.length)} stages`}
      className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-8"
    >
      {stages.map((stage, place) => (
        <StageCard key={stage.name} {...stage} follows={place > 0} />
      ))}
    </dl>
  );
}
