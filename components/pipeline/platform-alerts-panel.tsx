import { BellRing, TriangleAlert } from "lucide-react";
import { StateBadge } from "#components/alerts/state.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import type { PlatformAlerts, PlatformAlertView } from "#lib/alerts/platform/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { type AlertChange, ChangePlatformAlert } from "./change-platform-alert.tsx";
import { type PlatformDestinationActions, PlatformDestinations } from "./platform-destinations.tsx";

export interface PlatformAlertActions extends PlatformDestinationActions {
  save: AlertChange;
}

interface PlatformAlertsPanelProps {
  alerts: PlatformAlerts;
  /** When this was read. */
  now: number;
  actions: PlatformAlertActions;
  onChanged: () => void;
}

/** Rounds are made every 15 seconds: whoever is silent for longer than this makes none. */
const SILENT_MS = 60_000;

/** What the installation watches of itself, and whom it tells. */
export function PlatformAlertsPanel({ alerts, now, actions, onChanged }: PlatformAlertsPanelProps) {
  const { alerts: rows, destinations, may_change: mayChange } = alerts;
  return (
    <Panel aria-labelledby="platform-alerts">
      <PanelHeader
        id="platform-alerts"
        title="Platform alerts"
        note="the pipeline, watched by its own product"
        actions={
          mayChange ? (
            <PlatformDestinations destinations={destinations} actions={actions} onChanged={onChanged} />
          ) : null
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="Nobody watches yet" className="py-8">
          A worker with the role alerts makes these when it starts.
        </EmptyState>
      ) : (
        <ul className="border-t border-hairline">
          {rows.map((alert) => (
            <Row
              key={alert.id}
              alert={alert}
              now={now}
              save={mayChange ? actions.save : null}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
      <PanelFooter className="border-t border-hairline">
        <BellRing aria-hidden />
        <span>
          {destinations.length === 0
            ? "They tell nobody yet: they are seen here only."
            : `They tell ${destinations.map(({ name }) => name).join(", ")}.`}
        </span>
      </PanelFooter>
    </Panel>
  );
}

interface RowProps {
  alert: PlatformAlertView;
  now: number;
  /** null for whoever only reads. */
  save: AlertChange | null;
  onChanged: () => void;
}

function Row({ alert, now, save, onChanged }: RowProps) {
  const { name, condition, state, value, unit, above, error } = alert;
  const silent = state !== "off" && (alert.judged_at === null || now - alert.judged_at > SILENT_MS);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-b border-hairline px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-faint">Fires if {condition}.</p>
        {state === "error" && !silent ? <p className="text-sm text-warning-text">{error}</p> : null}
        <LastIncident alert={alert} />
      </div>
      <p
        className={cn(
          "pt-0.5 text-right whitespace-nowrap tabular-nums",
          state === "firing" ? "font-semibold text-danger-text" : "text-muted",
        )}
        title={`Threshold: ${formatAlertValue(above, unit)}`}
      >
        {silent || state === "off" ? "–" : formatAlertValue(value, unit)}
      </p>
      <div className="flex items-center gap-2">
        {silent ? (
          <Badge tone="warning" icon={<TriangleAlert />}>
            Not judged
          </Badge>
        ) : (
          <StateBadge state={state} />
        )}
        {save === null ? null : <ChangePlatformAlert alert={alert} save={save} onChanged={onChanged} />}
      </div>
    </li>
  );
}

function LastIncident({ alert: { last_incident: last } }: { alert: PlatformAlertView }) {
  if (last === null) return null;
  const { number, title, started_at, recovered_at } = last;
  return (
    <p className="text-sm text-muted">
      {recovered_at === null ? "Incident" : "Last incident"} #{number}, <Time at={started_at} />
      {recovered_at === null ? "" : `, for ${formatDuration(recovered_at - started_at)}`}: {title}
    </p>
  );
}
