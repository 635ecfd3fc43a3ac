import { Flame } from "lucide-react";
import Link from "next/link";
import { incidentHref } from "#components/incidents/links.ts";
import type { HealthView } from "#lib/events/views.ts";
import { formatPlural } from "#lib/format/number.ts";

const NAMED = 4;
/** A number is narrower than what a finger, or the accessibility rules, ask of something to tap. */
const LINK = "inline-flex min-h-6 min-w-6 items-center justify-center text-accent-text hover:underline";

/** How many incidents the range has, each leading to its page. */
export function IncidentsLine({ view }: { view: HealthView }) {
  const { incidents, channel } = view;
  if (incidents.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-sm text-muted">
      <Flame aria-hidden size={15} strokeWidth={1.75} />
      {formatPlural(incidents.length, "incident")} in this range:
      {incidents.slice(0, NAMED).map(({ number, title, to }) => (
        <Link key={number} href={incidentHref(channel.slug, number)} title={title} className={LINK}>
          #{number}
          {to === null ? " (open)" : ""}
        </Link>
      ))}
      {incidents.length > NAMED ? (
        <Link href={`/channels/${channel.slug}/incidents`} className={LINK}>
          all
        </Link>
      ) : null}
    </p>
  );
}
