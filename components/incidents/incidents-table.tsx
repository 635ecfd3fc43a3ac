"use client";

import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { IncidentState } from "./incident-state.tsx";
import { incidentHref } from "./links.ts";
import { lastedInWords, worstInWords } from "./words.ts";

const LINK =
  "font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

interface RowProps {
  slug: string;
  incident: IncidentSummary;
  now: number;
}

function Row({ slug, incident, now }: RowProps) {
  const { number, title, recipe, started_at, users_affected, acknowledged, planned, notified } = incident;
  return (
    <tr className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60">
      <Td className="max-md:hidden">
        <IncidentState incident={incident} />
      </Td>
      <Td>
        <Link href={incidentHref(slug, number)} className={LINK}>
          {title}
        </Link>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <span>
            #{number} · {recipe.name}
          </span>
          {planned ? <Badge className="h-5 px-1.5">planned downtime</Badge> : null}
          {notified || planned ? null : <Badge className="h-5 px-1.5">nobody told</Badge>}
        </p>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted md:hidden">
          <IncidentState incident={incident} />
          <span>
            <Time at={started_at} />, {lastedInWords(incident, now)} · {formatPlural(users_affected, "user")}
          </span>
        </p>
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <Time at={started_at} />
        <span className="block text-sm text-muted">{lastedInWords(incident, now)}</span>
      </Td>
      <Td align="right" className="max-lg:hidden">
        {worstInWords(incident)}
      </Td>
      <Td align="right" className="max-md:hidden">
        {formatCount(users_affected)}
      </Td>
      <Td className="max-xl:hidden">
        {acknowledged === null ? (
          <span className="text-muted">–</span>
        ) : (
          <>
            {acknowledged.by}
            <span className="block text-sm text-muted">
              <Time at={acknowledged.at} />
            </span>
          </>
        )}
      </Td>
    </tr>
  );
}

interface IncidentsTableProps {
  slug: string;
  incidents: readonly IncidentSummary[];
  now: number;
  /** Whether there are older ones that are not shown. */
  more: boolean;
  /** Whether anything was chosen that narrows the list. */
  narrowed: boolean;
}

/** Incidents, newest first; a row leads to its page. */
export function IncidentsTable({ slug, incidents, now, more, narrowed }: IncidentsTableProps) {
  if (incidents.length === 0) {
    return (
      <Panel>
        <EmptyState icon={<ShieldCheck />} title={narrowed ? "None that fits" : "No incidents in this time"}>
          {narrowed ? (
            "Choose a longer time, or any Recipe."
          ) : (
            <>
              An incident opens when an alert Recipe fires.{" "}
              <Link href={`/channels/${slug}/alerts`} className="text-accent-text underline">
                See this Channel’s alert Recipes
              </Link>
            </>
          )}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel>
      <Table aria-label="Incidents">
        <TableHead>
          <tr>
            <Th className="max-md:hidden">State</Th>
            <Th className="w-full">Incident</Th>
            <Th className="max-md:hidden">Began, lasted</Th>
            <Th align="right" className="max-lg:hidden">
              Worst
            </Th>
            <Th align="right" className="max-md:hidden">
              Users
            </Th>
            <Th className="max-xl:hidden">Acknowledged by</Th>
          </tr>
        </TableHead>
        <tbody>
          {incidents.map((incident) => (
            <Row key={incident.id} slug={slug} incident={incident} now={now} />
          ))}
        </tbody>
      </Table>
      {more ? (
        <p className="border-t border-hairline px-4 py-2.5 text-sm text-muted">
          The newest {formatCount(incidents.length)} are shown. Choose a shorter time or one Recipe for
          others; the API has all.
        </p>
      ) : null}
    </Panel>
  );
}
