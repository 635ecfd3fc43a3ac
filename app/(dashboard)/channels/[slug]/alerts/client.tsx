"use client";

import type { ReactNode } from "react";
import { AlertsScreen } from "#components/alerts/alerts-screen.tsx";
import { recipeApi } from "#components/alerts/recipe-actions.ts";
import { useChannelPresent } from "#components/channels/use-present.ts";
import { useLive } from "#components/data/use-live.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { RecipeView } from "#lib/alerts/views.ts";
import type { Receipt } from "#lib/channels/views.ts";
import { type AlertRecipeData, recipeFromApi } from "#lib/http/api/alerts.ts";

const LIVE_MS = 5_000;

const readRecipes = ({ data }: { data: AlertRecipeData[] }): RecipeView[] => data.map(recipeFromApi);

interface AlertsClientProps {
  slug: string;
  initial: RecipeView[] | null;
  /** As it was when the page was made. */
  receipt: Receipt;
  mayWrite: boolean;
  startingPoints: ReactNode;
}

export function AlertsClient({ slug, initial, receipt, mayWrite, startingPoints }: AlertsClientProps) {
  const live = useLive({
    path: recipeApi.list(slug),
    read: readRecipes,
    initial,
    everyMs: LIVE_MS,
  });
  const present = useChannelPresent(slug);
  return (
    <>
      <TopBar
        title="Alerts"
        receipt={present.data?.receipt ?? receipt}
        stale={live.error !== null || present.error !== null}
      />
      <AlertsScreen
        channel={slug}
        recipes={live.data}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        mayWrite={mayWrite}
        startingPoints={startingPoints}
      />
    </>
  );
}
