import Link from "next/link";
import type { ReactNode } from "react";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Td } from "#components/ui/table.tsx";
import { formatChange, formatCount } from "#lib/format/number.ts";
import type { UsageBreakdown, UsageGroup, UsageReceipt } from "#lib/usage/views.ts";
import { UsageReceiptLine } from "./receipt.tsx";

const SHOWN = 8;

interface BreakdownTableProps {
  title: string;
  /** What the figures count. */
  counted: string;
  breakdown: UsageBreakdown;
  nameOf: (group: UsageGroup) => ReactNode;
  /** Where the requests of a group are; null: nowhere. */
  hrefOf?: (group: UsageGroup) => string | null;
  receipt: UsageReceipt;
  days: number;
  /** Why there may be nothing. */
  empty: string;
}

function Bar({ share }: { share: number }) {
  return (
    <div
      aria-hidden
      className="h-2.5 min-w-0.5 rounded-[3px] bg-accent/70"
      style={{ width: `${share * 100}%` }}
    />
  );
}

interface RowProps {
  name: ReactNode;
  amount: number | null;
  before: number | null;
  most: number;
}

function Row({ name, amount, before, most }: RowProps) {
  return (
    <tr className="relative">
      <th scope="row" className="max-w-40 truncate py-1.5 pl-4 text-left font-normal">
        {name}
      </th>
      <Td className="w-full py-1.5 max-sm:hidden">
        {amount === null ? null : <Bar share={amount / most} />}
      </Td>
      <Td align="right" className="py-1.5">
        {amount === null ? <span className="text-faint">too few to tell</span> : formatCount(amount)}
      </Td>
      <Td align="right" className="py-1.5 pl-0 text-sm text-muted">
        {amount === null || before === null ? "" : formatChange(amount, before)}
      </Td>
    </tr>
  );
}

/** A Channel's groups as bars in a table, small ones as one row. */
export function BreakdownTable(props: BreakdownTableProps) {
  const { title, counted, breakdown, nameOf, hrefOf, receipt, days, empty } = props;
  const { groups, other } = breakdown;
  const id = `usage-${title.toLowerCase().replaceAll(/\W+/g, "-")}`;
  const most = Math.max(1, ...groups.map(({ amount }) => amount), other?.amount ?? 0);
  const rest = groups.slice(SHOWN);
  return (
    <Panel aria-labelledby={id} className="flex flex-col">
      <PanelHeader id={id} title={title} note={counted} />
      {groups.length === 0 && other === null ? (
        <EmptyState title={empty} className="flex-1 py-8" />
      ) : (
        <div className="mb-1 flex-1">
          <table className="w-full">
            <thead className="sr-only">
              <tr>
                <th scope="col">Name</th>
                <th scope="col" className="max-sm:hidden">
                  Share
                </th>
                <th scope="col">{counted}</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {groups.slice(0, SHOWN).map((group) => {
                const href = hrefOf?.(group) ?? null;
                const name = nameOf(group);
                return (
                  <Row
                    key={`${group.kind}/${group.key}`}
                    name={
                      href === null ? (
                        name
                      ) : (
                        <Link href={href} className="hover:underline">
                          {name}
                        </Link>
                      )
                    }
                    amount={group.amount}
                    before={group.before}
                    most={most}
                  />
                );
              })}
              {rest.length > 0 ? (
                <Row
                  name={<span className="text-muted">{rest.length} more</span>}
                  amount={rest.reduce((sum, { amount }) => sum + amount, 0)}
                  before={null}
                  most={most}
                />
              ) : null}
              {other === null ? null : (
                <Row
                  name={<span className="text-muted">Other, small groups</span>}
                  amount={other.amount}
                  before={null}
                  most={most}
                />
              )}
            </tbody>
          </table>
        </div>
      )}
      <UsageReceiptLine receipt={receipt} days={days} />
    </Panel>
  );
}
