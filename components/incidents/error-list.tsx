import Link from "next/link";
import { FaultBadge } from "#components/events/outcome.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { errorHref } from "./links.ts";

/** What failed in the incident's time, grouped; each leads to its requests. */
export function ErrorList({ room }: { room: IncidentRoom }) {
  const { signatures } = room.figures;
  if (signatures.length === 0) return null;
  return (
    <Panel aria-labelledby="incident-errors">
      <PanelHeader id="incident-errors" title="Errors of that time" />
      <ul>
        {signatures.map((signature) => (
          <li
            key={`${signature.kind}/${signature.endpoint}/${safeText(signature.label)}/${signature.pattern}`}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-hairline px-4 py-2.5 transition-colors hover:bg-hover/60"
          >
            <Badge tone="danger" className="h-5 px-1.5 font-semibold">
              {safeText(signature.label)}
            </Badge>
            <Link
              href={errorHref(room, signature)}
              className="font-mono text-[0.93em] break-all outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {safeText(signature.endpoint ?? "no endpoint")}
            </Link>
            <span className="min-w-0 flex-1 basis-40 truncate text-sm text-muted">
              {safeText(signature.pattern ?? "")}
            </span>
            <span className="text-sm whitespace-nowrap text-muted">
              {formatPlural(signature.count, "request")} · {formatPlural(signature.users, "user")}
            </span>
            <FaultBadge fault={signature.fault} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
