"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { use } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { conditionInWords } from "#lib/alerts/recipes/condition.ts";
import { similarRecipes } from "#lib/alerts/recipes/similar.ts";
import type { StartingPoint } from "#lib/alerts/recipes/starting-points.ts";
import type { RecipeView } from "#lib/alerts/views.ts";
import type { TriggerDefaults } from "./composer/draft.ts";
import { triggerToParams } from "./composer/draft-address.ts";

interface StartingPointsProps {
  channel: string;
  /** null when the past could not be read. */
  points: Promise<StartingPoint[] | null>;
  defaults: TriggerDefaults;
  /** What is watched already: no need to begin with that. */
  recipes: readonly Pick<RecipeView, "name" | "trigger">[];
}

/** Triggers to begin with, from the Channel's own past; each opens the composer with it. */
export function StartingPoints({ channel, points, defaults, recipes }: StartingPointsProps) {
  const known = use(points);
  if (known === null) {
    return <p className="px-4 py-3 text-sm text-muted">This Channel's past cannot be read at the moment.</p>;
  }
  const fresh = known.filter(({ trigger }) => similarRecipes(recipes, trigger).length === 0);
  if (fresh.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">What its past suggests is watched already.</p>;
  }
  return (
    <ul>
      {fresh.map(({ name, trigger, reason }) => {
        const params = triggerToParams(trigger, defaults);
        params.set("name", name);
        return (
          <li key={name} className="border-t border-hairline first:border-t-0">
            <Link
              href={`/channels/${channel}/alerts/new?${params}`}
              className="flex items-center gap-3 px-4 py-3 text-left hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block text-sm font-semibold">{name}</span>
                <span className="block text-sm">If {conditionInWords(trigger)}</span>
                <span className="block text-sm text-muted">{reason}</span>
              </span>
              <ArrowRight aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-faint" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

export function StartingPointsSkeleton() {
  return (
    <div role="status" aria-label="Looking at this Channel's past" className="flex flex-col gap-5 px-4 py-4">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex flex-col gap-1.5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
