import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatPercentShort } from "#lib/format/number.ts";
import type { UsageCohort, UsageReceipt } from "#lib/usage/views.ts";
import { UsageReceiptLine } from "./receipt.tsx";
import { dateInWords } from "./words.ts";

/** What scrolls must be reachable by keyboard, in browsers that do not see to it themselves too. */
const REACHABLE = { tabIndex: 0 };
const MOST_SHADE = 0.34;

function Cell({ cohort, week }: { cohort: UsageCohort; week: number }) {
  if (cohort.users === null || week >= cohort.active.length) return <Td className="px-0.5 py-0.5" />;
  const active = cohort.active[week] ?? null;
  const share = active === null ? null : active / cohort.users;
  return (
    <Td className="px-0.5 py-0.5">
      <span
        className="block rounded-badge px-2 py-1 text-center text-sm whitespace-nowrap"
        style={{
          backgroundColor: `color-mix(in srgb, var(--color-accent) ${Math.round((share ?? 0) * MOST_SHADE * 100)}%, transparent)`,
        }}
      >
        {share === null ? <span className="text-muted">hidden</span> : formatPercentShort(share)}
      </span>
    </Td>
  );
}

interface RetentionTableProps {
  cohorts: readonly UsageCohort[];
  receipt: UsageReceipt;
}

/** Who came back, by the week of the first activity; shades say what the figures say. */
export function RetentionTable({ cohorts, receipt }: RetentionTableProps) {
  const weeks = Math.max(1, ...cohorts.map(({ active }) => active.length));
  const columns = Array.from({ length: weeks }, (_, week) => week);
  return (
    <Panel aria-labelledby="usage-retention">
      <PanelHeader
        id="usage-retention"
        title="Still active, by week of first use"
        note="share of users active in the week"
      />
      {cohorts.length === 0 ? (
        <EmptyState title="No whole week yet" className="py-8">
          A week is counted when it is over, from Monday to Sunday.
        </EmptyState>
      ) : (
        <section {...REACHABLE} aria-label="Retention by week" className="overflow-x-auto">
          <Table>
            <TableHead>
              <tr>
                <Th>Week of</Th>
                <Th align="right">Users</Th>
                {columns.map((week) => (
                  <Th key={week} className="px-0.5 text-center">
                    {week === 0 ? "Start" : `Week ${week}`}
                  </Th>
                ))}
              </tr>
            </TableHead>
            <tbody>
              {cohorts.map((cohort) => (
                <tr key={cohort.week}>
                  <th scope="row" className="px-4 text-left font-normal whitespace-nowrap">
                    {dateInWords(cohort.week)}
                  </th>
                  <Td align="right" className="py-0.5">
                    {cohort.users === null ? (
                      <span className="text-faint">fewer than 5</span>
                    ) : (
                      formatCount(cohort.users)
                    )}
                  </Td>
                  {columns.map((week) => (
                    <Cell key={week} cohort={cohort} week={week} />
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      )}
      <UsageReceiptLine receipt={receipt} days={0} />
    </Panel>
  );
}
