import { Panel } from "#components/ui/panel.tsx";
import { Table, TableHead, Th } from "#components/ui/table.tsx";
import type { ChannelOverview } from "#lib/channels/views.ts";
import { TriageRow } from "./triage-row.tsx";

interface TriageTableProps {
  channels: readonly ChannelOverview[];
  rangeMs: number;
  query: string;
  colors: Readonly<Record<string, string | null>>;
}

export function TriageTable({ channels, rangeMs, query, colors }: TriageTableProps) {
  return (
    <Panel>
      <Table>
        <TableHead>
          <tr>
            <Th className="w-[116px] max-md:hidden">State</Th>
            <Th>Channel</Th>
            <Th className="w-[200px] max-lg:hidden">Requests per minute</Th>
            <Th className="max-md:text-right md:w-[240px]">Error rate</Th>
            <Th align="right" className="w-[100px] max-md:hidden">
              p95
            </Th>
            <Th align="right" className="w-[132px] max-md:hidden">
              Users affected
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {channels.map((channel) => (
            <TriageRow
              key={channel.slug}
              channel={channel}
              rangeMs={rangeMs}
              query={query}
              color={colors[channel.slug]}
            />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
