"use client";

import { BellOff } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RecipeView } from "#lib/alerts/views.ts";
import { MuteMenu } from "../mute-menu.tsx";
import { recipeApi } from "../recipe-actions.ts";
import { AlertStateBadge } from "../state.tsx";
import { useChange } from "../use-change.ts";

interface MuteBarProps {
  channel: string;
  recipe: RecipeView;
  onChanged: () => void;
}

/** How the Recipe stands, and whether it is quiet for a while; takes effect at once, without saving. */
export function MuteBar({ channel, recipe, onChanged }: MuteBarProps) {
  const { busy, problem, run } = useChange();
  const mute = async (until: number | null) => {
    if (await run(() => recipeApi.mute(channel, recipe.id, until))) onChanged();
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <AlertStateBadge recipe={recipe} />
      {recipe.muted_until !== null ? (
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <BellOff aria-hidden size={14} />
          <span>
            Muted until <Time at={recipe.muted_until} />
          </span>
        </p>
      ) : null}
      <Problem>{problem}</Problem>
      <div className="ml-auto flex gap-1.5">
        {recipe.muted_until !== null ? (
          <Button size="sm" busy={busy} onClick={() => void mute(null)}>
            Unmute
          </Button>
        ) : null}
        <MuteMenu recipe={recipe} busy={busy} onMute={(until) => void mute(until)} />
      </div>
    </div>
  );
}
