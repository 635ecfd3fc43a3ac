import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { reachProblem } from "#lib/alerts/recipes/reach.ts";
import type { RecipeView } from "#lib/alerts/views.ts";

interface ReachWordsProps {
  channel: string;
  recipe: RecipeView;
  mayWrite: boolean;
}

/** Which of a Recipe's destinations are told of nothing, and where that is put right; nothing where all is well. */
export function ReachWords({ channel, recipe, mayWrite }: ReachWordsProps) {
  const problem = reachProblem(recipe);
  if (problem === null) return null;
  const mend =
    recipe.actions.length === 0
      ? { href: `/channels/${channel}/alerts/${recipe.id}`, words: "Choose one" }
      : { href: `/channels/${channel}/settings/destinations`, words: "See destinations" };
  return (
    <p className={cn("text-sm", problem.nobody ? "text-danger-text" : "text-warning-text")}>
      {problem.words.join(" ")}
      {mayWrite ? (
        <>
          {" "}
          <Link href={mend.href} className="text-accent-text underline">
            {mend.words}
          </Link>
        </>
      ) : null}
    </p>
  );
}
