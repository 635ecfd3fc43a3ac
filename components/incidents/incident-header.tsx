"use client";

import Link from "next/link";
import { FAULT_LOOKS } from "#components/events/outcome.tsx";
import { useForm } from "#components/forms/use-form.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { formatRecent } from "#lib/format/time.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import { IncidentState } from "./incident-state.tsx";
import { lastedInWords, stateOf } from "./words.ts";

interface IncidentHeaderProps {
  room: IncidentRoom;
  now: number;
  /** null for whoever only reads. */
  acknowledge: FormAction<null> | null;
  onChange: () => void;
}

/** What happened in one sentence, when, by which Recipe, and whose fault it is. */
export function IncidentHeader({ room, now, acknowledge, onChange }: IncidentHeaderProps) {
  const zone = useZone();
  const { started_at, recovered_at, ended_because, recipe, figures, channel, acknowledged } = room;
  const from = formatRecent(started_at, now, zone);
  const to = recovered_at === null ? null : formatRecent(recovered_at, started_at, zone);
  const fault = figures.verdict?.fault ?? room.fault;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <IncidentState incident={room} />
          {room.planned ? <Badge>in planned downtime</Badge> : null}
          <h1 className="text-headline font-semibold break-words">{room.title}</h1>
        </div>
        <p className="mt-1.5 text-muted">
          {to === null ? `Since ${from}` : `${from} to ${to}`} {zone}, {lastedInWords(room, now)}
          {ended_because === null ? null : ` · Ended: ${ended_because}`}
          {" · alert Recipe "}
          {recipe.id === null ? (
            `“${recipe.name}”`
          ) : (
            <Link href={`/channels/${channel}/alerts/${recipe.id}`} className="text-text underline">
              “{recipe.name}”
            </Link>
          )}
          {fault === null ? null : ` · fault: ${FAULT_LOOKS[fault].word.toLowerCase()}`}
          {acknowledged === null ? null : ` · acknowledged by ${acknowledged.by}`}
        </p>
      </div>
      {acknowledge !== null && stateOf(room) === "open" ? (
        <AcknowledgeForm number={room.number} action={acknowledge} onChange={onChange} />
      ) : null}
    </header>
  );
}

function AcknowledgeForm({
  number,
  action,
  onChange,
}: {
  number: number;
  action: FormAction<null>;
  onChange: () => void;
}) {
  const { result, busy, form } = useForm(action, onChange);
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-col items-end gap-1">
      <input type="hidden" name="number" value={number} />
      <Button type="submit" variant="primary" busy={busy}>
        Acknowledge
      </Button>
      <Problem>{problem}</Problem>
    </form>
  );
}
