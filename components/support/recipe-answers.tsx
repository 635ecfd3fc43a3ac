import Link from "next/link";
import { Code } from "#components/ui/code.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { RecipeAnswer } from "#lib/support/pages.ts";
import { recipeHref } from "./links.ts";
import { NowBadge } from "./now-badge.tsx";
import { SilenceWords } from "./silence-words.tsx";

/** They come worst first; who has dozens wants those. */
const FIRST = 8;

/** Each Recipe of a user: whether it is on, and what it did in the range, or why nothing. */
export function RecipeAnswers({ answers }: { answers: readonly RecipeAnswer[] }) {
  const rest = answers.slice(FIRST);
  return (
    <Panel aria-labelledby="recipes">
      <PanelHeader id="recipes" title="Recipes" note={answers.length} />
      <AnswerList answers={answers.slice(0, FIRST)} />
      {rest.length > 0 ? (
        <details className="border-t border-hairline">
          <summary className="cursor-pointer px-4 py-2.5 text-sm text-accent-text hover:underline">
            {rest.length} more
          </summary>
          <AnswerList answers={rest} />
        </details>
      ) : null}
    </Panel>
  );
}

function AnswerList({ answers }: { answers: readonly RecipeAnswer[] }) {
  return (
    <ul>
      {answers.map(({ recipe, ...answer }) => (
        <li
          key={recipe.id}
          className="grid gap-x-4 gap-y-1 border-t border-hairline px-4 py-2.5 md:grid-cols-[minmax(0,1fr)_6rem_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            <Link href={recipeHref(recipe.id)} className="font-medium hover:underline">
              {recipe.title}
            </Link>
            <span className="block text-sm text-muted">
              {recipe.trigger.channelName} → {recipe.action.channelName} · <Code>{recipe.id}</Code>
            </span>
          </div>
          <div>
            <NowBadge history={recipe.history} />
          </div>
          <p className="text-sm text-muted">
            <AnswerWords {...answer} />
          </p>
        </li>
      ))}
    </ul>
  );
}

export function AnswerWords({ requests, failed, silence }: Omit<RecipeAnswer, "recipe">) {
  if (silence !== null) return <SilenceWords silence={silence} />;
  const failures = failed === 0 ? "none failed" : `${formatCount(failed)} failed`;
  return (
    <>
      {formatCount(requests)} {requests === 1 ? "request" : "requests"}, {failures}
    </>
  );
}
