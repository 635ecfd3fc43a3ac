import { HardDrive, Ruler } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatCount, formatPercentShort, formatPlural } from "#lib/format/number.ts";
import type { IndexView, PipelineView } from "#lib/pipeline/views.ts";

function Bars({ recent }: { recent: IndexView["recent"] }) {
  const most = Math.max(1, ...recent.map(({ bytes }) => bytes));
  const [first, last] = [recent.at(0), recent.at(-1)];
  return (
    <figure className="px-4 pt-2">
      <ol className="flex h-36 items-end gap-1" aria-label="Bytes per hour">
        {recent.map(({ from, bytes, documents, status }) => (
          <li
            key={from}
            title={`${new Date(from).toISOString().slice(0, 13).replace("T", " ")}:00 UTC: ${formatBytes(bytes)}, ${formatCount(documents)} events`}
            style={{ height: `${Math.max(1.5, (bytes / most) * 100)}%` }}
            className={cn(
              "max-w-8 min-w-0 flex-1 rounded-t-[3px]",
              status !== "green" ? "bg-danger" : from === last?.from ? "bg-accent" : "bg-quiet",
            )}
          >
            <span className="sr-only">
              <Time at={from} />: {formatBytes(bytes)}
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="mt-2 flex justify-between gap-4 text-sm text-muted">
        {first === undefined ? null : <Time at={first.from} />}
        {last === undefined ? null : (
          <span>
            now <Time at={last.from} form="minute" />, {formatBytes(last.bytes)} in{" "}
            {formatPlural(last.shards, "shard")}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function Disks({ nodes }: { nodes: IndexView["nodes"] }) {
  return (
    <ul className="mt-3 border-t border-hairline">
      {nodes.map(({ name, disk, reached }) => (
        <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
          <HardDrive aria-hidden size={16} strokeWidth={1.75} className="text-faint" />
          <span className="font-mono text-xs">{name}</span>
          {disk === null ? (
            <span className="text-muted">its disk is unknown here</span>
          ) : (
            <>
              <span aria-hidden className="relative h-1.5 w-28 rounded-full bg-text/6">
                <span
                  className={cn("block h-full rounded-full", reached === null ? "bg-quiet" : "bg-danger")}
                  style={{ width: `${(disk.usedBytes / disk.totalBytes) * 100}%` }}
                />
                <span
                  className="absolute -top-0.5 h-2.5 w-px bg-control"
                  style={{ left: `${(disk.watermarks.low / disk.totalBytes) * 100}%` }}
                />
              </span>
              <span className={cn(reached === null ? "text-muted" : "font-semibold text-danger-text")}>
                {formatPercentShort(disk.usedBytes / disk.totalBytes)} of {formatBytes(disk.totalBytes)}
                {reached === null ? "" : `, above the ${reached} watermark`}
              </span>
              <span className="text-faint">
                low watermark at {formatPercentShort(disk.watermarks.low / disk.totalBytes)}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How large the hours are, and how full the disks. */
export function IndexPanel({ view }: { view: PipelineView }) {
  const { index, stores, plan } = view;
  return (
    <Panel aria-labelledby="index">
      <PanelHeader
        id="index"
        title="Index sizes"
        note={
          stores.index === "PostgreSQL"
            ? "a partition per hour, the last day"
            : "a shard should hold 10 to 50\u202fGB; the last day"
        }
      />
      {index === null ? (
        <EmptyState title="The index does not answer" className="py-8" />
      ) : index.recent.length === 0 ? (
        <EmptyState title="No event in the last day" className="py-8" />
      ) : (
        <Bars recent={index.recent} />
      )}
      {index === null ? null : (
        <>
          <Disks nodes={index.nodes} />
          <PanelFooter className="border-t border-hairline">
            {formatPlural(index.hours, "hour")} kept · {formatCount(index.documents)} events ·{" "}
            {formatBytes(index.bytes)} · largest shard {formatBytes(index.largestShardBytes)}
            {index.unassigned > 0 ? (
              <span className="font-semibold text-danger-text">
                · {formatPlural(index.unassigned, "shard")} on no node
              </span>
            ) : null}
          </PanelFooter>
          <PanelFooter>
            <Ruler aria-hidden />
            <span>{plan}</span>
          </PanelFooter>
        </>
      )}
    </Panel>
  );
}
