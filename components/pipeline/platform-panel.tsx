import { cn } from "#components/ui/cn.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatDuration, spanInWords } from "#lib/format/duration.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import type { PipelineView } from "#lib/pipeline/views.ts";

const ALARM = "font-semibold text-danger-text";

/** Who makes the platform's requests, and whether one of them fares worse than the others. */
export function PlatformPanel({ view }: { view: PipelineView }) {
  const { platform } = view;
  const note =
    platform === null ? undefined : `across all Channels, the last ${spanInWords(platform.rangeMs)}`;
  return (
    <Panel aria-labelledby="platform">
      <PanelHeader id="platform" title="Platform workers" note={note} />
      {platform === null ? (
        <EmptyState title="The index does not answer" className="py-8" />
      ) : platform.workers.length === 0 ? (
        <EmptyState title="No request names its worker" className="py-8">
          Events may carry the field worker: who made the request.
        </EmptyState>
      ) : (
        <Table>
          <TableHead>
            <tr>
              <Th className="w-full">Worker</Th>
              <Th align="right">Requests</Th>
              <Th align="right">Failing</Th>
              <Th align="right" className="max-sm:hidden">
                p95
              </Th>
            </tr>
          </TableHead>
          <tbody>
            {platform.workers.map(({ worker, requests, failures, p95, unequal }) => (
              <TableRow key={worker}>
                <Td className="font-mono text-[0.93em] break-all">{worker}</Td>
                <Td align="right">{formatCount(requests)}</Td>
                <Td align="right" className={cn(unequal.failures && ALARM)}>
                  {requests === 0 ? "–" : formatPercent(failures / requests)}
                </Td>
                <Td align="right" className={cn("max-sm:hidden", unequal.p95 && ALARM)}>
                  {p95 === null ? "–" : formatDuration(p95)}
                </Td>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
