"use client";

import Link from "next/link";
import { logsHref } from "#components/health/links.ts";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { Backtest, BacktestFiring } from "#lib/alerts/views.ts";
import type { Condition } from "#lib/events/query/types.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount } from "#lib/format/number.ts";

const BLIP_MS = 10 * 60_000;

/** What the trigger looks at, as Logs search for it. */
function conditionsOf(trigger: Trigger): Condition[] {
  const endpoint: Condition[] =
    trigger.endpoint === null
      ? []
      : [{ type: "keyword", field: "endpoint", values: [trigger.endpoint], not: false }];
  if (trigger.type === "no_traffic") return endpoint;
  if (trigger.type === "latency_above") {
    return [
      ...endpoint,
      { type: "number", field: "duration_ms", ranges: [{ min: trigger.milliseconds }], not: false },
    ];
  }
  return [...endpoint, { type: "failed", value: true }];
}

interface BacktestTableProps {
  channel: string;
  trigger: Trigger;
  backtest: Backtest;
}

/** Each firing, with the requests behind it. */
export function BacktestTable({ channel, trigger, backtest }: BacktestTableProps) {
  const { firings, unit, to } = backtest;
  const where = conditionsOf(trigger);
  return (
    <div className="max-h-80 overflow-auto border-t">
      <Table>
        <TableHead className="sticky top-0 z-10 bg-surface">
          <tr>
            <Th>Would have fired</Th>
            <Th align="right">For</Th>
            <Th align="right">Worst</Th>
            <Th align="right">Users</Th>
            <Th>Known incident</Th>
          </tr>
        </TableHead>
        <tbody>
          {firings.toReversed().map((firing) => (
            <TableRow key={firing.started_at}>
              <Td className="whitespace-nowrap">
                <Link
                  href={logsHref(
                    channel,
                    { from: firing.started_at, to: firing.recovered_at ?? to, label: null },
                    where,
                  )}
                  className="hover:underline"
                >
                  <Time at={firing.fired_at} />
                </Link>
              </Td>
              <Td align="right">
                {firing.recovered_at === null
                  ? "still"
                  : formatDuration(firing.recovered_at - firing.started_at)}
              </Td>
              <Td align="right">{formatAlertValue(firing.worst, unit)}</Td>
              <Td align="right">{formatCount(firing.users_affected)}</Td>
              <Td className="whitespace-nowrap">
                <Known channel={channel} firing={firing} />
              </Td>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Known({ channel, firing }: { channel: string; firing: BacktestFiring }) {
  const { incident, recovered_at, started_at } = firing;
  if (incident !== null) {
    return (
      <Link
        href={`/channels/${channel}/incidents/${incident.number}`}
        className="text-accent-text hover:underline"
      >
        Incident #{incident.number}
      </Link>
    );
  }
  const short = recovered_at !== null && recovered_at - started_at < BLIP_MS;
  return <span className="text-muted">{short ? "none: a short blip" : "none"}</span>;
}
