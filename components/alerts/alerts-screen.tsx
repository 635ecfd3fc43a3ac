"use client";

import { FileCode, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { reachesNobody } from "#lib/alerts/recipes/reach.ts";
import type { RecipeView } from "#lib/alerts/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { RecipeRow } from "./recipe-row.tsx";
import { urgency } from "./state.tsx";

/** Used once in a while. */
const YamlDialog = dynamic(() => import("./yaml-dialog.tsx"), { ssr: false });

interface AlertsScreenProps {
  channel: string;
  /** null until they could be read. */
  recipes: RecipeView[] | null;
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  mayWrite: boolean;
  /** Triggers to begin with. */
  startingPoints: ReactNode;
}

/** `4 Recipes, 1 firing, 1 reaches nobody`. */
function summary(recipes: readonly RecipeView[]): string {
  const firing = recipes.filter(({ open_incident }) => open_incident !== null).length;
  const unheard = recipes.filter(reachesNobody).length;
  return [
    formatPlural(recipes.length, "Recipe"),
    firing === 0 ? "none fires" : `${firing} firing`,
    ...(unheard === 0 ? [] : [`${unheard} ${unheard === 1 ? "reaches" : "reach"} nobody`]),
  ].join(", ");
}

/** A Channel's alert Recipes: what they watch, how it stands, who is told. */
export function AlertsScreen(props: AlertsScreenProps) {
  const { channel, recipes, error, retrying, onRetry, mayWrite, startingPoints } = props;
  const [yaml, setYaml] = useState<boolean | null>(null);
  return (
    <div className="flex max-w-[1240px] flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <div className="flex flex-wrap items-center gap-2">
        <div className="mr-auto">
          <h1 className="text-headline font-semibold">Alerts</h1>
          <p className="text-sm text-muted">
            {recipes === null
              ? "If my API fails, then tell whoever can help."
              : recipes.length === 0
                ? "Nobody is told yet when this API fails."
                : summary(recipes)}
          </p>
        </div>
        <Button onClick={() => setYaml(true)} aria-haspopup="dialog">
          <FileCode aria-hidden />
          As YAML
        </Button>
        {yaml === null ? null : (
          <YamlDialog
            channel={channel}
            mayWrite={mayWrite}
            open={yaml}
            onOpenChange={setYaml}
            onChanged={onRetry}
          />
        )}
        {mayWrite ? (
          <Button asChild variant="primary">
            <Link href={`/channels/${channel}/alerts/new`}>
              <Plus aria-hidden />
              New Recipe
            </Link>
          </Button>
        ) : null}
      </div>
      {error !== null && recipes !== null ? (
        <Notice tone="warning" live title="This list is not renewed at the moment">
          {error}
        </Notice>
      ) : null}
      {recipes === null ? (
        error === null ? (
          <Skeleton className="h-40 rounded-panel" />
        ) : (
          <ErrorState title="The alert Recipes cannot be read" onRetry={onRetry} retrying={retrying}>
            {error}
          </ErrorState>
        )
      ) : recipes.length === 0 ? null : (
        <Panel aria-label="Alert Recipes">
          <ul>
            {recipes
              .toSorted((a, b) => urgency(a) - urgency(b))
              .map((recipe) => (
                <RecipeRow
                  key={recipe.id}
                  channel={channel}
                  recipe={recipe}
                  mayWrite={mayWrite}
                  onChanged={onRetry}
                />
              ))}
          </ul>
        </Panel>
      )}
      {mayWrite ? (
        <Panel aria-labelledby="starting-points">
          <PanelHeader
            id="starting-points"
            title={recipes?.length === 0 ? "Begin with one of these" : "More to begin with"}
            note="from this Channel's own past"
          />
          <div className="border-t border-hairline">{startingPoints}</div>
        </Panel>
      ) : null}
    </div>
  );
}
