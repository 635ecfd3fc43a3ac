"use client";

import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import { conditionInWords } from "#lib/alerts/recipes/condition.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { Backtest } from "#lib/alerts/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";

interface PreviewCardProps {
  channelName: string;
  recipeName: string;
  trigger: Trigger;
  backtest: Backtest | null;
}

/** What those who are told would read, with the figures of the last time it would have fired. */
export default function PreviewCard({ channelName, recipeName, trigger, backtest }: PreviewCardProps) {
  const zone = useZone();
  const last = backtest?.firings.at(-1);
  const unit = backtest?.unit;
  const lines =
    last === undefined || unit === undefined
      ? ["With the figure against its threshold, since when, and who is affected."]
      : [
          `${formatAlertValue(last.worst, unit)}${
            backtest?.threshold ? ` against ${formatAlertValue(backtest.threshold, unit)}` : ""
          } since ${formatTime(last.started_at, zone, "dayMinute")}`,
          `${formatPlural(last.users_affected, "user")} affected, ${formatPlural(last.failures, "failed request")}`,
          "Links to the incident and to its requests",
        ];
  return (
    <Panel aria-labelledby="preview">
      <PanelHeader
        id="preview"
        title="What they read"
        note={last === undefined ? undefined : "as the last time it would have fired"}
      />
      <div className="mx-4 mb-4 border-l-2 border-danger pl-3 text-sm">
        <p className="font-semibold">
          {channelName}: {conditionInWords(trigger)}
        </p>
        {lines.map((line) => (
          <p key={line} className="text-muted">
            {line}
          </p>
        ))}
        <p className="text-faint">{recipeName}</p>
      </div>
    </Panel>
  );
}
