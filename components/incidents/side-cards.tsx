import { Download } from "lucide-react";
import Link from "next/link";
import { FAULT_LOOKS } from "#components/events/outcome.tsx";
import { VerdictExplanation } from "#components/health/verdict-explanation.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { incidentHref } from "./links.ts";
import { impactRows, lastedInWords } from "./words.ts";

const TITLE = "px-4 pt-3.5 text-base font-semibold";

/** What it did in all. */
export function ImpactCard({ room }: { room: IncidentRoom }) {
  const { channel, number } = room;
  return (
    <Panel aria-labelledby="impact">
      <h2 id="impact" className={TITLE}>
        Impact
      </h2>
      <dl className="px-4 pt-1">
        {impactRows(room).map(({ label, value, note }) => (
          <div key={label} className="flex items-start justify-between gap-4 border-b border-hairline py-2.5">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="text-right">
              <span className="font-semibold">{value}</span>
              {note === null ? null : <span className="block text-sm text-faint">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <a
        href={`/api/v1/channels/${channel}/incidents/${number}/affected?format=csv`}
        download
        className="flex items-center gap-1.5 px-4 py-3 text-sm text-accent-text hover:underline"
      >
        <Download aria-hidden size={15} strokeWidth={1.75} />
        Affected users as CSV
      </a>
    </Panel>
  );
}

/** Whose fault it is, from what was seen in those minutes, and by which rules. */
export function WhyCard({ room: { figures } }: { room: IncidentRoom }) {
  const { verdict, faults, changes, span } = figures;
  if (verdict === null) return null;
  return (
    <Panel aria-labelledby="why">
      <h2 id="why" className={TITLE}>
        Why “{FAULT_LOOKS[verdict.fault].word.toLowerCase()}”
      </h2>
      <p className="px-4 pt-1.5 pb-3.5 text-sm text-muted">{verdict.why}</p>
      <VerdictExplanation view={{ current: { faults }, verdictChanges: changes, range: span }} narrow />
    </Panel>
  );
}

/** Earlier incidents like this one. */
export function SimilarCard({ room }: { room: IncidentRoom }) {
  const { similar, channel } = room;
  if (similar.length === 0) return null;
  return (
    <Panel aria-labelledby="similar">
      <h2 id="similar" className={TITLE}>
        Similar before
      </h2>
      <ul className="px-4 pt-1.5 pb-3.5 text-sm">
        {similar.map((earlier) => (
          <li key={earlier.number} className="py-0.5 text-muted">
            <Link
              href={incidentHref(channel ?? "", earlier.number)}
              className="text-accent-text underline"
              title={earlier.title}
            >
              #{earlier.number}
            </Link>{" "}
            <Time at={earlier.started_at} form="day" />
            {earlier.recovered_at === null
              ? ", still firing"
              : `, ${lastedInWords({ ...room, ...earlier }, earlier.recovered_at)}`}
            {earlier.like === "signature" ? ", same error" : ", same Recipe"}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
