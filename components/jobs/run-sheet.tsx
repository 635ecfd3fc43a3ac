"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, RotateCcw } from "lucide-react";
import { type ApiError, getJson } from "#components/data/api.ts";
import { DetailRow } from "#components/events/detail-row.tsx";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, SheetContent } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { formError } from "#lib/http/form-result.ts";
import type { RunView } from "#lib/jobs/views.ts";
import type { DaysAction } from "./days-button.tsx";
import { RunState } from "./run-state.tsx";

const LIVE_MS = 2_000;

interface AgainProps {
  run: RunView;
  action: DaysAction;
  onAsked: () => void;
}

function Again({ run, action, onAsked }: AgainProps) {
  const { result, busy, form } = useForm(action, onAsked);
  return (
    <form {...form} className="mb-3 flex flex-col gap-2">
      <input type="hidden" name="job" value={run.job} />
      <input type="hidden" name="first_day" value={run.day} />
      <input type="hidden" name="last_day" value={run.day} />
      <input type="hidden" name="forced" value="on" />
      {result.status === "done" ? (
        <Notice tone="good" live title="Asked for">
          A worker makes this day again. Close this to see how far it is.
        </Notice>
      ) : (
        <div>
          <Button type="submit" variant="primary" busy={busy} disabled={run.state === "running"}>
            <RotateCcw aria-hidden />
            Run again
          </Button>
        </div>
      )}
      {formError(result) === null ? null : (
        <Notice tone="danger" live>
          {formError(result)}
        </Notice>
      )}
    </form>
  );
}

function Details({ run }: { run: RunView }) {
  return (
    <>
      {run.error === null ? null : (
        <Notice tone="danger" title="Why it failed">
          <span className="break-words">{run.error}</span>
        </Notice>
      )}
      <dl className="mt-2">
        <DetailRow name="State">
          <RunState state={run.state} />
        </DetailRow>
        <DetailRow name="Began">
          <Time at={run.startedAt} form="full" className="font-mono text-xs" />
        </DetailRow>
        <DetailRow name="Took">
          {formatDuration(run.durationMs)}
          {run.slow ? <span className="text-warning-text"> · much longer than usual</span> : null}
        </DetailRow>
        <DetailRow name="Attempts">{formatPlural(run.attempts, "attempt")}</DetailRow>
        <DetailRow name="Rows">{run.rows === null ? "–" : formatCount(run.rows)}</DetailRow>
        <DetailRow name="Made from">
          <ul>
            {run.inputs.map((input) => (
              <li key={input} className="font-mono text-xs break-all">
                {input}
              </li>
            ))}
          </ul>
        </DetailRow>
      </dl>
      <section aria-labelledby="run-checks" className="mt-4">
        <h3 id="run-checks" className="mb-1.5 text-sm font-semibold">
          Checks
        </h3>
        {run.results.length === 0 ? <p className="text-sm text-muted">None came to an end.</p> : null}
        <ul>
          {run.results.map(({ name, ok, detail }) => (
            <li key={name} className="flex gap-2 border-t border-hairline py-1.5 text-sm">
              {ok ? (
                <CircleCheck size={16} aria-label="Passed" className="mt-0.5 shrink-0 text-good-text" />
              ) : (
                <CircleX size={16} aria-label="Failed" className="mt-0.5 shrink-0 text-danger-text" />
              )}
              <span className="min-w-0 flex-1 break-words">{name}</span>
              <span className="text-muted">{detail}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="run-log" className="mt-4">
        <h3 id="run-log" className="mb-1.5 text-sm font-semibold">
          Log
        </h3>
        {run.log.length === 0 ? <p className="text-sm text-muted">Nothing was noted.</p> : null}
        <ol className="font-mono text-xs">
          {run.log.map(({ at, line }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are never moved.
            <li key={place} className="flex gap-3 py-0.5">
              <Time at={at} form="milli" className="shrink-0 text-faint" />
              <span className="min-w-0 break-words">{line}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

interface RunSheetProps {
  id: string | null;
  onClose: () => void;
  /** null: this person may not ask for days. */
  ask: DaysAction | null;
  onAsked: () => void;
}

/** One run: why it failed, its checks, its log and what it was made from. */
export function RunSheet({ id, onClose, ask, onAsked }: RunSheetProps) {
  const { data, error, isFetching, refetch } = useQuery<RunView, ApiError>({
    queryKey: ["job-run", id],
    queryFn: async ({ signal }) =>
      (await getJson<{ data: RunView }>(`/api/pipeline/jobs/runs/${id}`, signal)).data,
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? LIVE_MS : false),
  });
  const title = data === undefined || data.id !== id ? "Run" : `${data.job}, ${data.day}`;
  return (
    <Dialog open={id !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent title={title} className="sm:max-w-xl">
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          {data !== undefined ? (
            <>
              {ask === null ? null : <Again key={data.id} run={data} action={ask} onAsked={onAsked} />}
              <Details run={data} />
            </>
          ) : error === null ? (
            <section aria-busy aria-label="Loading the run">
              {["a", "b", "c", "d", "e"].map((line) => (
                <Skeleton key={line} className="mb-3 h-4" />
              ))}
            </section>
          ) : (
            <ErrorState title="This run cannot be read" onRetry={() => void refetch()} retrying={isFetching}>
              {error.message}
            </ErrorState>
          )}
        </div>
      </SheetContent>
    </Dialog>
  );
}
