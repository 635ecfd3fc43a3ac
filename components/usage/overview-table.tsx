import { ArrowDown } from "lucide-react";
import Link from "next/link";
import { Change } from "#components/channels/change.tsx";
import { ChannelMark } from "#components/channels/mark.tsx";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { formatChange, formatCount } from "#lib/format/number.ts";
import { daysOf, type UsageRange } from "#lib/usage/ranges.ts";
import type { ChannelUsage, UsageReceipt } from "#lib/usage/views.ts";
import { type OverviewSort, sortedBy } from "./overview-rows.ts";
import { UsageReceiptLine } from "./receipt.tsx";

const HEADS: { sort: OverviewSort; name: string; className: string }[] = [
  { sort: "active", name: "Active users", className: "w-[132px] sm:w-[240px]" },
  { sort: "first", name: "New users", className: "w-[120px] max-md:hidden" },
  { sort: "enabled", name: "Recipes enabled", className: "w-[150px] max-md:hidden" },
  { sort: "runs", name: "Recipe runs", className: "w-[130px] max-lg:hidden" },
];

interface OverviewTableProps {
  channels: readonly ChannelUsage[];
  range: UsageRange;
  sort: OverviewSort;
  receipt: UsageReceipt;
  /** Of this page with another order. */
  sortHref: (sort: OverviewSort) => string;
}

/** All Channels by how much they are used; each row leads to its Usage. */
export function OverviewTable({ channels, range, sort, receipt, sortHref }: OverviewTableProps) {
  return (
    <Panel aria-label="Channels">
      <Table className="table-fixed">
        <TableHead>
          <tr>
            <Th>Channel</Th>
            {HEADS.map((head) => (
              <Th
                key={head.sort}
                align="right"
                className={head.className}
                aria-sort={head.sort === sort ? "descending" : "none"}
              >
                <Link
                  href={sortHref(head.sort)}
                  scroll={false}
                  className="inline-flex min-h-6 items-center gap-1 hover:text-text aria-[current]:text-text"
                  aria-current={head.sort === sort ? "true" : undefined}
                >
                  {head.sort === sort ? <ArrowDown aria-hidden size={14} /> : null}
                  {head.name}
                </Link>
              </Th>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {sortedBy(channels, sort).map((channel) => (
            <Row key={channel.slug} channel={channel} range={range} />
          ))}
        </tbody>
      </Table>
      <UsageReceiptLine receipt={receipt} days={daysOf(range)} />
    </Panel>
  );
}

function Row({ channel, range }: { channel: ChannelUsage; range: UsageRange }) {
  const { slug, name, partner, color, active, activeBefore, first, enabled, runs, trend } = channel;
  return (
    <tr className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60 has-focus-visible:bg-hover/60">
      <Td className="max-md:pr-2">
        <div className="flex min-h-9 items-center gap-2.5">
          <ChannelMark slug={slug} name={name} color={color} />
          <div className="min-w-0">
            <Link
              href={`/channels/${slug}/usage?days=${range}`}
              className="font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {name}
            </Link>
            <p className="truncate text-sm text-muted">{partner}</p>
          </div>
        </div>
      </Td>
      <Td align="right">
        <div className="flex items-center justify-end gap-3">
          <Sparkline values={trend} color="var(--color-accent)" className="max-sm:hidden" />
          <span className="flex w-16 flex-col">
            {active === 0 ? <span className="text-muted">not used</span> : formatCount(active)}
            <Change text={activeBefore === null ? null : formatChange(active, activeBefore)} />
          </span>
        </div>
      </Td>
      <Td align="right" className="max-md:hidden">
        {formatCount(first)}
      </Td>
      <Td align="right" className="max-md:hidden">
        {formatCount(enabled)}
      </Td>
      <Td align="right" className="max-lg:hidden">
        {formatCount(runs)}
      </Td>
    </tr>
  );
}
