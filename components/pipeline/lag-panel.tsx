import { Skull } from "lucide-react";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount } from "#lib/format/number.ts";
import type { LagRow, PipelineView } from "#lib/pipeline/views.ts";
import { isBehind, LAG_LIMIT } from "#lib/pipeline/warnings.ts";
import { lettersInWords, reasonsInWords } from "./reason.ts";

const ALARM = "font-semibold text-danger-text";

function Row({ row, most }: { row: LagRow; most: number }) {
  const behind = isBehind(row);
  return (
    <TableRow>
      <Td>
        <span className="font-mono text-[0.93em] break-all">{row.topic}</span>
        <span className="block text-sm text-faint">{row.group}</span>
      </Td>
      <Td align="right">{row.partition}</Td>
      <Td align="right" className={cn(behind && ALARM)}>
        {formatCount(row.lag)}
      </Td>
      <Td align="right" className="text-muted max-sm:hidden">
        {row.behindMs === null ? "–" : formatDuration(row.behindMs)}
      </Td>
      <Td className="min-w-28 max-sm:hidden">
        <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-text/6">
          <span
            className={cn("block h-full rounded-full", behind ? "bg-danger" : "bg-good")}
            style={{ width: `${row.lag === 0 ? 0 : Math.max(3, (row.lag / most) * 100)}%` }}
          />
        </span>
      </Td>
    </TableRow>
  );
}

/** How far each consumer group is behind, and what never arrived. */
export function LagPanel({ view }: { view: PipelineView }) {
  const { stream, deadLetters } = view;
  const rows = stream?.lag ?? [];
  const most = Math.max(LAG_LIMIT, ...rows.map(({ lag }) => lag));
  const [today] = deadLetters;
  const reasons = today === undefined ? "" : reasonsInWords(today);
  return (
    <Panel aria-labelledby="lag">
      <PanelHeader id="lag" title="Consumer lag" note="records not yet acknowledged" />
      {rows.length === 0 ? (
        <EmptyState
          title={stream === null ? "The stream does not answer" : "Nobody reads the stream yet"}
          className="py-8"
        />
      ) : (
        <Table>
          <TableHead>
            <tr>
              <Th className="w-full">Topic, group</Th>
              <Th align="right">Partition</Th>
              <Th align="right">Behind</Th>
              <Th align="right" className="max-sm:hidden">
                Complete
              </Th>
              <Th className="max-sm:hidden">
                <span className="sr-only">As a bar</span>
              </Th>
            </tr>
          </TableHead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.group}/${row.topic}/${row.partition}`} row={row} most={most} />
            ))}
          </tbody>
        </Table>
      )}
      <PanelFooter className="border-t border-hairline">
        <Skull aria-hidden />
        <span>
          Dead letters today: {today === undefined ? "–" : lettersInWords(today)}
          {reasons === "" ? null : ` · ${reasons}`}
        </span>
        <Link href="/support/dead-letters" className="text-accent-text hover:underline">
          Read and retry
        </Link>
      </PanelFooter>
    </Panel>
  );
}
