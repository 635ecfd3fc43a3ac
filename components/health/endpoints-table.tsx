import Link from "next/link";
import { errorRate, isSlow, rateIsBad } from "#components/channels/triage.ts";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { endpointConditions } from "#lib/events/query/signature-conditions.ts";
import type { Condition } from "#lib/events/query/types.ts";
import type { EndpointRow, HealthView } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { byFailures } from "./by-failures.ts";
import { FAILED, logsHref, slowerThan } from "./links.ts";

const LINK =
  "font-mono text-[0.93em] break-all outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

/** Above the link that covers the row: a figure leads to what it counts. */
const FIGURE = "relative z-10 hover:underline";

interface RowProps {
  row: EndpointRow;
  /** Logs of the endpoint, of the requests that meet the conditions besides. */
  hrefOf: (...conditions: Condition[]) => string;
  usual: number | null;
}

function Row({ row, hrefOf, usual }: RowProps) {
  const rate = errorRate(row.figures);
  const name = safeText(row.endpoint ?? "no endpoint");
  const { p95, requests } = row.figures;
  return (
    <tr className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60">
      <Td>
        <span className="inline-block w-14 text-sm text-faint max-sm:block xl:block 2xl:inline-block">
          {row.kind ?? "other"}
        </span>
        <Link href={row.figures.failures > 0 ? hrefOf(FAILED) : hrefOf()} className={LINK}>
          {name}
        </Link>
      </Td>
      <Td align="right" className="max-sm:hidden">
        <Link href={hrefOf()} className={FIGURE} aria-label={`${formatCount(requests)} requests of ${name}`}>
          {formatCount(requests)}
        </Link>
      </Td>
      <Td align="right" className={cn(rateIsBad(rate) && "font-semibold text-danger-text")}>
        {rate === null ? "–" : formatPercent(rate)}
      </Td>
      <Td
        align="right"
        className={cn("max-sm:hidden", isSlow(p95, usual) && "font-semibold text-danger-text")}
      >
        {p95 === null ? (
          "–"
        ) : (
          <Link
            href={hrefOf(...slowerThan(p95))}
            className={FIGURE}
            aria-label={`Slowest requests of ${name}, from ${formatDuration(p95)}`}
          >
            {formatDuration(p95)}
          </Link>
        )}
      </Td>
    </tr>
  );
}

/** The Channel's triggers and actions, most failures first. A row leads to its failures, its figures to what they count. */
export function EndpointsTable({ view }: { view: HealthView }) {
  const { endpoints, channel, range, previous } = view;
  return (
    <Panel aria-labelledby="endpoints">
      <PanelHeader id="endpoints" title="Endpoints" note="by failures" />
      {endpoints.length === 0 ? (
        <EmptyState title="No requests in this range" className="py-8" />
      ) : (
        <Table>
          <TableHead>
            <tr>
              <Th>Endpoint</Th>
              <Th align="right" className="max-sm:hidden">
                Requests
              </Th>
              <Th align="right">Failing</Th>
              <Th align="right" className="max-sm:hidden">
                p95
              </Th>
            </tr>
          </TableHead>
          <tbody>
            {byFailures(endpoints).map((row) => (
              <Row
                key={`${row.kind}/${row.endpoint}`}
                row={row}
                hrefOf={(...conditions) =>
                  logsHref(channel.slug, range, [
                    ...endpointConditions(row.endpoint, row.kind),
                    ...conditions,
                  ])
                }
                usual={previous.p95}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
