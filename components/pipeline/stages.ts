import { Archive, Database, ListFilter, type LucideIcon, RadioTower, Warehouse } from "lucide-react";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatPlural, formatRate, THIN_SPACE } from "#lib/format/number.ts";
import { formatRecent, formatTime, type Zone } from "#lib/format/time.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { PipelineView, WorkerView } from "#lib/pipeline/views.ts";
import { isBehind, SEARCHABLE_LIMIT_S } from "#lib/pipeline/warnings.ts";

const NONE = "–";

/** A stop on the way of an event. */
export interface Stage {
  icon: LucideIcon;
  name: string;
  figure: string;
  note: string;
  series?: number[];
  /** Behind or broken. */
  alarming: boolean;
}

const perSecond = (rate: number | null) => (rate === null ? NONE : `${formatRate(rate)}${THIN_SPACE}/ s`);
const living = (workers: readonly WorkerView[], role: string) =>
  workers.filter(({ alive, roles }) => alive && roles.includes(role)).length;

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
  const alive = living(workers, "index");
  const batch =
    flow.batch === null ? "" : `, ${formatPlural(Math.round(flow.batch.events), "event")} a batch`;
  const retried = flow.retriedPerSecond ?? 0;
  const again = retried > 0 ? `, ${formatRate(retried)}${THIN_SPACE}/ s written again` : "";
  return {
    icon: ListFilter,
    name: "Index worker",
    figure: perSecond(flow.outPerSecond),
    note: alive === 0 ? "none runs" : `${formatPlural(alive, "worker")}${batch}${again}`,
    series: flow.outSeries,
    alarming: alive === 0 || retried >= 1 || (stream?.lag.some(isBehind) ?? false),
  };
}

function indexStage({ index, stores, flow }: PipelineView): Stage {
  const { batch, searchable } = flow;
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
      index === null ||
      index.status !== "green" ||
      index.nodes.some(({ reached }) => reached !== null) ||
      (searchable?.p99 ?? 0) > SEARCHABLE_LIMIT_S,
  };
}

/** A file is closed with its hour at the latest, and brought to the archive within minutes. */
const ARCHIVE_LIMIT_MS = 90 * 60_000;

function archiveStage({ at, workers, stream, stores }: PipelineView, zone: Zone): Stage {
  const rows = (stream?.lag ?? []).filter(({ group }) => group === ARCHIVE_GROUP);
  const waiting = rows.reduce((sum, { lag }) => sum + lag, 0);
  const ages = rows.flatMap(({ behindMs }) => behindMs ?? []);
  const oldest = rows.length > 0 && ages.length === rows.length ? Math.max(...ages) : null;
  const alive = living(workers, "archive");
  const figure = oldest === null ? NONE : `to ${formatRecent(at - oldest, at, zone)}`;
  return {
    icon: Archive,
    name: "Archive",
    figure: rows.length > 0 && waiting === 0 ? "caught up" : figure,
    note:
      alive === 0
        ? "no worker archives"
        : `${stores.archive}, ${formatPlural(waiting, "record")} not in a file yet`,
    alarming: alive === 0 || (oldest ?? 0) > ARCHIVE_LIMIT_MS,
  };
}

function warehouseStage({ warehouse, verification, stores }: PipelineView): Stage {
  const { loadedTo, failing } = warehouse;
  const unequal = verification.days.filter(({ state }) => state === "unequal").length;
  const wrong = [
    ...(unequal === 0 ? [] : [`${formatPlural(unequal, "day")} not as the source`]),
    ...(failing === 0 ? [] : [`${formatPlural(failing, "job")} failed`]),
  ];
  const fine = verification.days.some(({ state }) => state === "equal") ? ["verified"] : [];
  return {
    icon: Warehouse,
    name: "Warehouse",
    figure: loadedTo === null ? NONE : `to ${formatTime(Date.parse(loadedTo), "UTC", "day")}`,
    note: [stores.warehouse, ...(wrong.length > 0 ? wrong : fine)].join(", "),
    alarming: wrong.length > 0,
  };
}

/** The way of an event from the stream to what people read, by the latest figures. */
export function stagesOf(view: PipelineView, zone: Zone): Stage[] {
  return [
    streamStage(view),
    workerStage(view),
    indexStage(view),
    archiveStage(view, zone),
    warehouseStage(view),
  ];
}
