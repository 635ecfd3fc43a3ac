import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { FaultBadge, OutcomeBadge } from "#components/events/outcome.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Code } from "#components/ui/code.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { RunView } from "#lib/support/views.ts";
import { recipeHref, requestHref } from "./links.ts";
import { stepsOf } from "./steps.ts";
import { Then } from "./then.tsx";

interface RunListProps {
  runs: readonly RunView[];
  /** Names each run's Recipe; not on the page of one. */
  withRecipe: boolean;
}

/** Runs across Channels, the newest first; each step leads to its request. */
export function RunList({ runs, withRecipe }: RunListProps) {
  return (
    <ul aria-label="Runs">
      {runs.map((run) => (
        <li
          key={run.id}
          className="grid gap-x-4 gap-y-1.5 border-t border-hairline px-4 py-2.5 md:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,15rem)] xl:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,20rem)_12rem]"
        >
          <Time at={run.startedAt} form="daySecond" className="text-sm text-muted" />
          <div className="flex min-w-0 flex-col gap-1">
            {withRecipe ? <RecipeName run={run} /> : null}
            <Steps run={run} />
          </div>
          <Judgement run={run} />
          <div className="max-xl:md:col-start-2">
            <Then run={run} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function RecipeName({ run }: { run: RunView }) {
  if (run.recipe === null) return <span className="text-sm text-muted">names no Recipe</span>;
  return (
    <Link href={recipeHref(run.recipe.id)} className="truncate text-sm hover:underline">
      {run.recipe.title ?? <Code>{safeText(run.recipe.id)}</Code>}
    </Link>
  );
}

function Steps({ run }: { run: RunView }) {
  return (
    <ol className="flex flex-col gap-1">
      {stepsOf(run.requests).map(({ last, tries }) => (
        <li key={last.id} className="flex min-w-0 items-center gap-2 text-sm">
          <OutcomeBadge outcome={last.outcome} label={last.label} />
          <Link href={requestHref(last)} className="min-w-0 truncate font-mono text-xs hover:underline">
            {last.channel} · {safeText(last.endpoint ?? last.kind ?? "request")}
          </Link>
          <span className="shrink-0 text-faint">
            {tries > 1 ? `${tries} tries, ` : ""}
            {formatDuration(last.durationMs)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Judgement({ run }: { run: RunView }) {
  if (run.failure === null) {
    return (
      <div>
        <Badge tone="good" icon={<CircleCheck />} className="h-5 px-1.5">
          Succeeded
        </Badge>
      </div>
    );
  }
  const { fault, reason } = run.failure.verdict;
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="flex items-center gap-1.5 text-sm">
        Fault: <FaultBadge fault={fault} />
      </span>
      <span className="text-sm text-muted">{safeText(reason)}</span>
    </div>
  );
}
