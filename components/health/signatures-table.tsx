import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { FaultBadge, OUTCOME_LOOKS } from "#components/events/outcome.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { MOST_SIGNATURES } from "#lib/events/limits.ts";
import { signatureConditions } from "#lib/events/query/signature-conditions.ts";
import type { HealthView, SignatureRow as Signature } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { logsHref } from "./links.ts";

const DAY = 86_400_000;
const LINK =
  "font-mono text-[0.93em] break-all outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

function toneOf(label: string): Tone {
  if (label === "invalid_response") return OUTCOME_LOOKS.invalid.tone;
  if (label.startsWith("5")) return OUTCOME_LOOKS["5xx"].tone;
  return OUTCOME_LOOKS[label.startsWith("4") ? "4xx" : "none"].tone;
}

interface SignatureRowProps {
  signature: Signature;
  href: string;
  /** Whether the range is so short that times need no day. */
  sameDay: boolean;
}

function SignatureRow({ signature, href, sameDay }: SignatureRowProps) {
  const { label, endpoint, pattern, count, users, first_seen, last_seen, fault, sparkline } = signature;
  return (
    <tr className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60">
      <Td>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={toneOf(label)} className="h-5 px-1.5 font-semibold">
            {safeText(label)}
          </Badge>
          <Link href={href} className={LINK}>
            {safeText(endpoint ?? "no endpoint")}
          </Link>
        </div>
        {pattern === null ? null : (
          <p className="mt-1 line-clamp-2 text-sm break-words text-muted">{safeText(pattern)}</p>
        )}
      </Td>
      <Td align="right">{formatCount(count)}</Td>
      <Td align="right" className="max-sm:hidden">
        {formatCount(users)}
      </Td>
      <Td className="text-sm whitespace-nowrap text-muted max-md:hidden">
        <Time at={first_seen} form={sameDay ? "minute" : "dayMinute"} />
        <br />
        <Time at={last_seen} form={sameDay ? "minute" : "dayMinute"} />
      </Td>
      <Td className="max-sm:hidden">
        <FaultBadge fault={fault} />
      </Td>
      <Td className="max-lg:hidden">
        <Sparkline values={sparkline.map((point) => point.count)} width={64} color="var(--color-danger)" />
      </Td>
    </tr>
  );
}

/** Where there are as many as are read, there may be more. */
const noteOf = (count: number) =>
  count < MOST_SIGNATURES ? formatPlural(count, "signature") : `the ${formatCount(count)} most frequent`;

/** What fails, grouped: endpoint, status or error, message. A row leads to its requests. */
export function SignaturesTable({ view }: { view: HealthView }) {
  const { signatures, channel, range, current } = view;
  if (signatures.length === 0) {
    return (
      <Panel aria-labelledby="errors">
        <PanelHeader id="errors" title="Errors" />
        <EmptyState
          icon={<CircleCheck />}
          title={current.requests === 0 ? "No requests in this range" : "Nothing failed in this range"}
          className="py-8"
        />
      </Panel>
    );
  }
  return (
    <Panel aria-labelledby="errors">
      <PanelHeader id="errors" title="Errors" note={noteOf(signatures.length)} />
      <Table>
        <TableHead>
          <tr>
            <Th className="w-full">Signature</Th>
            <Th align="right">Requests</Th>
            <Th align="right" className="max-sm:hidden">
              Users
            </Th>
            <Th className="max-md:hidden">First, last</Th>
            <Th className="max-sm:hidden">Fault</Th>
            <Th className="max-lg:hidden">Over time</Th>
          </tr>
        </TableHead>
        <tbody>
          {signatures.map((signature) => (
            <SignatureRow
              key={`${signature.kind}/${signature.endpoint}/${signature.label}/${signature.pattern}`}
              signature={signature}
              href={logsHref(channel.slug, range, signatureConditions(signature))}
              sameDay={range.to - range.from <= DAY}
            />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
