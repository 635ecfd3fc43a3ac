import { ScrollText } from "lucide-react";
import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditItem } from "#lib/members/audit-trail.ts";
import { auditWords } from "./audit-words.ts";

interface AuditListProps {
  items: readonly AuditItem[];
  /** Address of older entries; null when these are all. */
  older: string | null;
  /** Whether a filter may hide some. */
  filtered: boolean;
}

/** Who changed what, the newest first. */
export function AuditList({ items, older, filtered }: AuditListProps) {
  return (
    <Panel aria-labelledby="audit">
      <PanelHeader
        id="audit"
        title="Audit trail"
        note="Only added to: the database refuses to change or remove an entry"
      />
      {items.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={filtered ? "No such entry" : "Nothing was changed yet"}
          className="py-8"
        >
          {filtered ? "Choose another kind, person or time above." : "Every change from now on is kept here."}
        </EmptyState>
      ) : (
        <ol aria-label="Entries">
          {items.map((item) => (
            <li
              key={item.id}
              className="flex flex-col gap-x-4 border-t border-hairline px-4 py-[9px] sm:flex-row"
            >
              <Time at={item.at} form="yearMinute" className="w-32 shrink-0 text-sm text-muted" />
              <p className="min-w-0 break-words">
                <span className="font-medium">{item.actor.name}</span>{" "}
                {item.actor.staff ? <Badge className="h-5 px-1.5">platform</Badge> : null} {auditWords(item)}
              </p>
            </li>
          ))}
        </ol>
      )}
      {older === null ? null : (
        <PanelFooter className="border-t border-hairline">
          <Link href={older} className="text-accent-text hover:underline">
            Older entries
          </Link>
        </PanelFooter>
      )}
    </Panel>
  );
}
