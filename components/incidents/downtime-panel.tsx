"use client";

import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DowntimeView } from "#lib/alerts/downtime/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { DowntimeForm } from "./downtime-form.tsx";

export interface DowntimeActions {
  plan: FormAction<null>;
  cancel: FormAction<null>;
}

interface DowntimePanelProps {
  downtimes: readonly DowntimeView[];
  endpoints: readonly string[];
  now: number;
  /** What the form proposes follows from it, and so stays while somebody fills it in. */
  renderedAt: number;
  /** null for whoever only reads. */
  actions: DowntimeActions | null;
}

/** Times in which failures are expected: who plans them is not woken by them. */
export function DowntimePanel({ downtimes, endpoints, now, renderedAt, actions }: DowntimePanelProps) {
  const left = downtimes.filter(({ ends_at }) => ends_at > now);
  if (actions === null && left.length === 0) return null;
  return (
    <Panel aria-labelledby="downtime">
      <PanelHeader
        id="downtime"
        title="Planned downtime"
        note="Nobody is told of failures then; they are counted all the same"
      />
      {left.length === 0 ? null : (
        <ul>
          {left.map((downtime) => (
            <Plan key={downtime.id} downtime={downtime} now={now} cancel={actions?.cancel ?? null} />
          ))}
        </ul>
      )}
      {actions === null ? null : (
        <div className="border-t border-hairline px-4 py-4">
          <DowntimeForm endpoints={endpoints} now={renderedAt} action={actions.plan} />
        </div>
      )}
    </Panel>
  );
}

interface PlanProps {
  downtime: DowntimeView;
  now: number;
  cancel: FormAction<null> | null;
}

function Plan({ downtime, now, cancel }: PlanProps) {
  const { id, endpoint, starts_at, ends_at, note, created_by } = downtime;
  const runs = starts_at <= now;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline px-4 py-2.5">
      <span>
        <Time at={starts_at} /> to <Time at={ends_at} />
        <span className="text-muted">, {formatDuration(ends_at - starts_at)}</span>
      </span>
      {runs ? <Badge tone="warning">now</Badge> : null}
      <span className="min-w-0 flex-1 basis-40 text-sm text-muted">
        {endpoint ?? "all of the Channel"}
        {note === "" ? "" : ` · ${note}`}
        {created_by === null ? "" : ` · ${created_by}`}
      </span>
      {cancel === null ? null : (
        <ConfirmButton
          label={runs ? "End now" : "Withdraw"}
          name={runs ? "End the planned downtime now" : "Withdraw the planned downtime"}
          title={runs ? "End this downtime now?" : "Withdraw this plan?"}
          fields={{ id }}
          action={cancel}
        >
          Alert Recipes tell of failures again {runs ? "at once" : "in that time"}.
        </ConfirmButton>
      )}
    </li>
  );
}
