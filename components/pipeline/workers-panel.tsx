import { CircleCheck, CircleX } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatRate, THIN_SPACE } from "#lib/format/number.ts";
import type { PipelineView, WorkerView } from "#lib/pipeline/views.ts";

function Row({ worker, now }: { worker: WorkerView; now: number }) {
  const { id, roles, alive, beatAt, startedAt, perSecond, rssBytes } = worker;
  const silent = Math.max(0, Math.round((now - beatAt) / 1_000)) * 1_000;
  const since = Math.max(0, Math.round((now - startedAt) / 1_000)) * 1_000;
  return (
    <TableRow>
      <Td>
        <span className="font-mono text-[0.93em] break-all">{id}</span>
        <span className="block text-sm text-faint">{roles.join(", ")}</span>
      </Td>
      <Td>
        {alive ? (
          <Badge icon={<CircleCheck />}>Alive</Badge>
        ) : (
          <Badge tone="danger" icon={<CircleX />}>
            Dead
          </Badge>
        )}
        <span className="mt-0.5 block text-sm whitespace-nowrap text-muted">
          {alive ? `for ${formatDuration(since)}` : `silent for ${formatDuration(silent)}`}
        </span>
      </Td>
      <Td align="right" className="max-sm:hidden">
        {perSecond === null ? "–" : `${formatRate(perSecond)}${THIN_SPACE}/ s`}
      </Td>
      <Td align="right" className="text-muted max-sm:hidden">
        {rssBytes === null ? "–" : formatBytes(rssBytes)}
      </Td>
    </TableRow>
  );
}

/** The product's own workers, on whichever machine. */
export function WorkersPanel({ view }: { view: PipelineView }) {
  return (
    <Panel aria-labelledby="workers">
      <PanelHeader id="workers" title="Workers" note="by their heartbeats" />
      {view.workers.length === 0 ? (
        <EmptyState title="No worker runs" className="py-8">
          Start one with npm run worker: events wait in the stream until then.
        </EmptyState>
      ) : (
        <Table>
          <TableHead>
            <tr>
              <Th className="w-full">Worker</Th>
              <Th>State</Th>
              <Th align="right" className="max-sm:hidden">
                Events
              </Th>
              <Th align="right" className="max-sm:hidden">
                Memory
              </Th>
            </tr>
          </TableHead>
          <tbody>
            {view.workers.map((worker) => (
              <Row key={worker.id} worker={worker} now={view.at} />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
