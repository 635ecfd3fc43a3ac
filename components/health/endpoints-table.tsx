import Link from "next/link";
import { errorRate, isSlow, rateIsBad } from "#components/channels/triage.ts";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { endpointConditions } from "#lib/events/query/signature-conditions.ts";
import type { EndpointRow, HealthView } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { byFailures } from "./by-failures.ts";
import { FAILED, logsHref } from "./links.ts";

const LINK =
  "font-mono text-[0.93em] break-all outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

function Row({ row, href, usual }: { row: EndpointRow; href: string; usual: number | null }) {
  const rate = errorRate(row.figures);
  const { p95, requests } = row.figures;
  return (
    <tr className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60">
      <Td>
        <span className="inline-block w-14 text-sm text-faint max-sm:block xl:block 2xl:inline-block">
          {row.kind ?? "other"}
        </span>
        <Link href={href} className={LINK}>
          {safeText(row.endpoint ?? "no endpoint")}
        </Link>
      </Td>
      <Td align="right" className="max-sm:hidden">
        {formatCount(requests)}
      </Td>
      <Td align="right" className={cn(rateIsBad(rate) && "font-semibold text-danger-text")}>
        {rate === null ? "–" : formatPercent(rate)}
      </Td>
      <Td
        align="right"
        className={cn("max-sm:hidden", isSlow(p95, usual) && "font-semibold text-danger-text")}
      >
        {p95 === null ? "–" : formatDuration(p95)}
      </Td>
    </tr>
  );
}

/** The Channel's triggers and actions, most failures first. A row leads to its requests. */
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
            {byFailures(endpoints).map((row) => {
              const conditions = endpointConditions(row.endpoint, row.kind);
              if (row.figures.failures > 0) conditions.push(FAILED);
              return (
                <Row
                  key={`${row.kind}/${row.endpoint}`}
                  row={row}
                  href={logsHref(channel.slug, range, conditions)}
                  usual={previous.p95}
                />
              );
            })}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
