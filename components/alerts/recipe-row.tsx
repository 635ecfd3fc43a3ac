"use client";

import { BellOff, Power, Unplug } from "lucide-react";
import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatAlertValue } from "#lib/alerts/format-value.ts";
import { reachesNobody } from "#lib/alerts/recipes/reach.ts";
import type { RecipeView } from "#lib/alerts/views.ts";
import { DestinationIcon } from "./destination-icon.tsx";
import { MuteMenu } from "./mute-menu.tsx";
import { ReachWords } from "./reach-words.tsx";
import { recipeApi } from "./recipe-actions.ts";
import { RemoveButton } from "./remove-button.tsx";
import { AlertStateBadge } from "./state.tsx";
import { useChange } from "./use-change.ts";
import { scheduleInWords } from "./words.ts";

interface RecipeRowProps {
  channel: string;
  recipe: RecipeView;
  mayWrite: boolean;
  /** Called after every change. */
  onChanged: () => void;
}

export function RecipeRow({ channel, recipe, mayWrite, onChanged }: RecipeRowProps) {
  const { busy, problem, run } = useChange();
  const { id, name, state, enabled, muted_until } = recipe;
  const change = async (what: () => Promise<unknown>) => {
    if (await run(what)) onChanged();
  };
  return (
    <li className="grid gap-x-4 gap-y-2 border-b border-hairline px-4 py-3 last:border-b-0 lg:grid-cols-[150px_minmax(0,1fr)_150px_minmax(0,220px)_auto] lg:items-center">
      <div className="flex items-center gap-2 lg:flex-col lg:items-start lg:gap-1">
        <AlertStateBadge recipe={recipe} />
        <p className="text-sm text-muted">
          since <Time at={state.since} />
        </p>
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={`/channels/${channel}/alerts/${id}`} className="font-semibold hover:underline">
            {name}
          </Link>
          {muted_until !== null ? (
            <Badge icon={<BellOff />}>
              muted until <Time at={muted_until} />
            </Badge>
          ) : null}
          {reachesNobody(recipe) ? (
            <Badge tone="danger" icon={<Unplug />}>
              reaches nobody
            </Badge>
          ) : null}
        </p>
        <p className="text-sm text-muted">If {recipe.condition}</p>
        {recipe.schedule === null ? null : (
          <p className="text-sm text-faint">{scheduleInWords(recipe.schedule)}</p>
        )}
        {state.error === null ? null : <p className="text-sm text-warning-text">{state.error}</p>}
        <ReachWords channel={channel} recipe={recipe} mayWrite={mayWrite} />
        <Problem>{problem}</Problem>
      </div>
      <ValueNow recipe={recipe} />
      <ul aria-label={`Who is told by ${name}`} className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 text-sm">
        {recipe.actions.length === 0 ? <li className="text-danger-text">nobody</li> : null}
        {recipe.actions.map((action) => (
          <li key={action.id} className="flex min-w-0 items-center gap-1.5">
            <DestinationIcon type={action.type} className="shrink-0 text-faint" />
            <span className={cn("truncate", action.unreachable !== null && "text-muted line-through")}>
              {action.name}
            </span>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <div className="flex items-center gap-1 lg:justify-end">
          <MuteMenu
            recipe={recipe}
            busy={busy}
            onMute={(until) => void change(() => recipeApi.mute(channel, id, until))}
          />
          <IconButton
            label={enabled ? `Switch ${name} off` : `Switch ${name} on`}
            size="sm"
            disabled={busy}
            onClick={() => void change(() => recipeApi.switch(channel, id, !enabled))}
          >
            <Power aria-hidden />
          </IconButton>
          <RemoveButton name={name} remove={() => recipeApi.remove(channel, id)} onRemoved={onChanged} />
        </div>
      ) : null}
    </li>
  );
}

/** The figure against what it is compared with, and when it was too much last. */
function ValueNow({ recipe: { state, last_fired_at, open_incident, channel } }: { recipe: RecipeView }) {
  const { value, threshold, unit } = state;
  return (
    <div className="text-sm max-lg:flex max-lg:flex-wrap max-lg:gap-x-3">
      <p>
        <span className="font-semibold">{formatAlertValue(value, unit)}</span>
        {threshold === null || threshold === 0 ? null : (
          <span className="text-muted"> of {formatAlertValue(threshold, unit)}</span>
        )}
      </p>
      <p className="text-muted">
        {open_incident === null ? (
          last_fired_at === null ? (
            "has not fired yet"
          ) : (
            <>
              fired <Time at={last_fired_at} />
            </>
          )
        ) : (
          <Link
            href={`/channels/${channel}/incidents/${open_incident.number}`}
            className="text-accent-text hover:underline"
          >
            Incident #{open_incident.number}
          </Link>
        )}
      </p>
    </div>
  );
}
