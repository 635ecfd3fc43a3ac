"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import type { StatusDay, StatusHistory } from "#lib/alerts/incidents/status-history.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";
import { budgetInWords } from "./words.ts";

const MINUTE = 60_000;

/** Enough decimals that one bad request in a hundred thousand is not "100 %". */
function uptimeInWords(share: number | null): string {
  if (share === null) return "no requests";
  if (share >= 1) return "100\u202f%";
  return `${(Math.floor(share * 100_000) / 1_000).toFixed(3)}\u202f%`;
}

function dayInWords({ at, uptime, bad_minutes, budget_used, planned, requests }: StatusDay): string {
  const parts = [`${formatTime(at, "UTC", "day")}: ${uptimeInWords(uptime)}`];
  if (requests > 0) parts.push(formatPlural(requests, "request"));
  if (bad_minutes > 0) parts.push(`${formatDuration(bad_minutes * MINUTE)} with an incident`);
  if (budget_used !== null && budget_used > 0)
    parts.push(`${budgetInWords(budget_used)} of the day’s error budget`);
  if (planned) parts.push("planned downtime");
  return parts.join(" · ");
}

/** How much of a cell is filled from below: shape says it beside colour. */
function fillOf({ uptime }: StatusDay): { height: string; color: string } | null {
  if (uptime === null || uptime >= 0.999) return null;
  if (uptime >= 0.99) return { height: "35%", color: "bg-warning" };
  if (uptime >= 0.95) return { height: "65%", color: "bg-danger/80" };
  return { height: "100%", color: "bg-danger" };
}

interface StatusStripProps {
  history: StatusHistory;
}

/** The last 90 days as a strip of cells, a day each in UTC, and the same as a table. */
export function StatusStrip({ history }: StatusStripProps) {
  const { days, uptime } = history;
  const [asTable, setAsTable] = useState(false);
  const [looked, setLooked] = useState<StatusDay | null>(null);
  return (
    <Panel aria-labelledby="status-history">
      <PanelHeader
        id="status-history"
        title="Last 90 days"
        actions={
          <>
            <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm max-sm:hidden">
              {uptime.map((row) => (
                <div key={row.days} className="flex gap-1.5">
                  <dt className="text-muted">{row.days} days</dt>
                  <dd className="font-semibold">{uptimeInWords(row.share)}</dd>
                </div>
              ))}
            </dl>
            <IconButton
              size="sm"
              label={asTable ? "Show as strip" : "Show as table"}
              pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            </IconButton>
          </>
        }
      />
      {asTable ? (
        <DayTable days={days} />
      ) : (
        <div className="px-4 pb-3.5">
          <div
            role="img"
            aria-label={`Uptime per day: ${uptime.map((row) => `${uptimeInWords(row.share)} over ${row.days} days`).join(", ")}`}
            className="flex h-9 gap-px sm:gap-0.5"
            onPointerLeave={() => setLooked(null)}
          >
            {days.map((day) => {
              const fill = fillOf(day);
              return (
                <span
                  key={day.at}
                  onPointerEnter={() => setLooked(day)}
                  className={cn(
                    "relative min-w-0 flex-1 overflow-hidden rounded-[2px] transition-opacity",
                    day.uptime === null ? "bg-text/7" : "bg-good/45",
                    looked !== null && looked !== day && "opacity-60",
                  )}
                >
                  {fill === null ? null : (
                    <span
                      className={cn("absolute inset-x-0 bottom-0", fill.color)}
                      style={{ height: fill.height }}
                    />
                  )}
                </span>
              );
            })}
          </div>
          <p className="mt-2 min-h-5 text-sm text-muted">
            {looked === null ? <Summary history={history} /> : dayInWords(looked)}
          </p>
        </div>
      )}
    </Panel>
  );
}

function Summary({ history: { uptime } }: { history: StatusHistory }) {
  const month = uptime.find(({ days }) => days === 30);
  if (month === undefined || month.share === null || month.budget_used === null) {
    return "No requests in the last 30 days.";
  }
  return (
    <>
      <span className="sm:hidden">{uptimeInWords(month.share)} over 30 days. </span>
      {budgetInWords(month.budget_used)} of the error budget of 30 days at 99.9{"\u202f"}% is used. Failures
      that the partner can mend count; days are in UTC.
    </>
  );
}

/** What scrolls must be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 };

function DayTable({ days }: { days: readonly StatusDay[] }) {
  return (
    <section
      {...REACHABLE}
      aria-label="Uptime per day"
      className="h-64 overflow-y-auto border-t border-hairline"
    >
      <Table>
        <TableHead className="sticky top-0 bg-surface">
          <tr>
            <Th>Day (UTC)</Th>
            <Th align="right">Uptime</Th>
            <Th align="right" className="max-sm:hidden">
              Requests
            </Th>
            <Th align="right" className="max-sm:hidden">
              Failed
            </Th>
            <Th align="right">With an incident</Th>
            <Th align="right" className="max-sm:hidden">
              Error budget
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {days.toReversed().map((day) => (
            <TableRow key={day.at}>
              <Td className="py-1 whitespace-nowrap text-muted">{formatTime(day.at, "UTC", "day")}</Td>
              <Td align="right" className="py-1">
                {uptimeInWords(day.uptime)}
              </Td>
              <Td align="right" className="py-1 max-sm:hidden">
                {formatCount(day.requests)}
              </Td>
              <Td align="right" className="py-1 max-sm:hidden">
                {formatCount(day.failures)}
              </Td>
              <Td align="right" className="py-1">
                {day.bad_minutes === 0 ? "–" : formatDuration(day.bad_minutes * MINUTE)}
              </Td>
              <Td align="right" className="py-1 max-sm:hidden">
                {day.budget_used === null ? "–" : budgetInWords(day.budget_used)}
              </Td>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
