import Link from "next/link";
import { Code } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { safeText } from "#lib/format/safe-text.ts";
import type { RecipeAnswer } from "#lib/support/pages.ts";
import type { RecipeView } from "#lib/support/views.ts";
import { userHref } from "./links.ts";
import { NowBadge } from "./now-badge.tsx";
import { AnswerWords } from "./recipe-answers.tsx";

/** The Recipe as a sentence, whose it is, and what it did in the range, or why nothing. */
export function RecipeHeader({ id, answer }: { id: string; answer: RecipeAnswer | null }) {
  if (answer === null) {
    return (
      <header className="flex flex-col gap-3">
        <h1 className="text-headline font-semibold">
          Recipe <Code>{safeText(id)}</Code>
        </h1>
        <Notice title="Only its requests are known">
          It is not in the application’s database: whether it was on, and what was connected, is not on
          record.
        </Notice>
      </header>
    );
  }
  const { recipe, ...rest } = answer;
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <h1 className="flex flex-wrap items-center gap-x-3 text-headline font-semibold">
          {recipe.title} <NowBadge history={recipe.history} />
        </h1>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <Ends recipe={recipe} />
          <Code>{recipe.id}</Code>
          <span>
            of{" "}
            <Link href={userHref(recipe.user.pseudonym)} className="text-accent-text hover:underline">
              {recipe.user.name ?? recipe.user.pseudonym}
            </Link>
          </span>
        </p>
      </div>
      <Notice tone={rest.silence === null ? "info" : "warning"} title="In this time">
        <AnswerWords {...rest} />
      </Notice>
    </header>
  );
}

function Ends({ recipe: { trigger, action } }: { recipe: RecipeView }) {
  return (
    <span>
      {trigger.channelName} <Code>{trigger.endpoint}</Code> → {action.channelName}{" "}
      <Code>{action.endpoint}</Code>
    </span>
  );
}
