"use client";

import dynamic from "next/dynamic";
import { Panel } from "#components/ui/panel.tsx";
import { Table, TableHead, Th } from "#components/ui/table.tsx";
import type { ChannelOverview } from "#lib/channels/views.ts";
import { TriageRow } from "./triage-row.tsx";

/** Shorter tables are drawn whole: they can be searched and printed. */
const LONG = 100;
/** Few need it. */
const LongRows = dynamic(() => import("./long-rows.tsx"));

interface TriageTableProps {
  /** In the order to show. */
  channels: readonly ChannelOverview[];
  rangeMs: number;
  query: string;
  colors: Readonly<Record<string, string | null>>;
  pins: readonly string[];
  onPin: (slug: string) => void;
}

export function TriageTable({ channels, rangeMs, query, colors, pins, onPin }: TriageTableProps) {
  const rows = channels.map((channel, place) => ({
    place,
    channel,
    rangeMs,
    query,
    color: colors[channel.slug],
    pinned: pins.includes(channel.slug),
    onPin,
  }));
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
        {rows.length > LONG ? (
          <LongRows rows={rows} />
        ) : (
          <tbody>
            {rows.map((row) => (
              <TriageRow key={row.channel.slug} {...row} />
            ))}
          </tbody>
        )}
      </Table>
    </Panel>
  );
}
