"use client";

import { Panel } from "#components/ui/panel.tsx";
import { Table, TableHead, Th } from "#components/ui/table.tsx";
import { useVisibleRows } from "#components/ui/use-visible-rows.ts";
import type { ChannelOverview } from "#lib/channels/views.ts";
import { TriageRow } from "./triage-row.tsx";

const ROW_HEIGHT = 55;

interface TriageTableProps {
  /** In the order to show. */
  channels: readonly ChannelOverview[];
  rangeMs: number;
  query: string;
  colors: Readonly<Record<string, string | null>>;
  pins: readonly string[];
  onPin: (slug: string) => void;
}

function Spacer({ height }: { height: number }) {
  return height === 0 ? null : <tr aria-hidden style={{ height }} />;
}

export function TriageTable({ channels, rangeMs, query, colors, pins, onPin }: TriageTableProps) {
  const rows = useVisibleRows<HTMLTableSectionElement>(channels.length, ROW_HEIGHT);
  return (
    <Panel>
      <Table className="table-fixed" aria-rowcount={channels.length + 1}>
        <TableHead>
          <tr>
            <Th className="w-[124px] max-md:hidden">State</Th>
            <Th>Channel</Th>
            <Th className="w-[200px] max-lg:hidden">Requests per minute</Th>
            <Th className="w-[132px] max-md:text-right md:w-[240px]">Error rate</Th>
            <Th align="right" className="w-[120px] max-md:hidden">
              p95
            </Th>
            <Th align="right" className="w-[140px] max-md:hidden">
              Users affected
            </Th>
          </tr>
        </TableHead>
        <tbody ref={rows.ref}>
          <Spacer height={rows.before} />
          {rows.places.map((place) => {
            const channel = channels[place];
            if (channel === undefined) return null;
            return (
              <TriageRow
                key={channel.slug}
                ref={rows.measure}
                place={place}
                channel={channel}
                rangeMs={rangeMs}
                query={query}
                color={colors[channel.slug]}
                pinned={pins.includes(channel.slug)}
                onPin={onPin}
              />
            );
          })}
          <Spacer height={rows.after} />
        </tbody>
      </Table>
    </Panel>
  );
}
