"use client";

import { CircleCheck, CircleX, Clock, LoaderCircle, Square } from "lucide-react";
import { useForm } from "#components/forms/use-form.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Time } from "#components/ui/time.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import type { RequestView } from "#lib/jobs/views.ts";
import { daysInWords, requestInWords } from "./words.ts";

const LOOKS = {
  waiting: { tone: "neutral", icon: <Clock /> },
  running: { tone: "accent", icon: <LoaderCircle /> },
  done: { tone: "good", icon: <CircleCheck /> },
  failed: { tone: "danger", icon: <CircleX /> },
  cancelled: { tone: "neutral", icon: <Square /> },
} as const;

interface CancelButtonProps {
  request: RequestView;
  action: FormAction<null>;
  onDone: () => void;
}

function CancelButton({ request, action, onDone }: CancelButtonProps) {
  const { result, busy, form } = useForm(action, onDone);
  return (
    <form {...form} className="flex items-center gap-2">
      <input type="hidden" name="id" value={request.id} />
      <Problem>{formError(result)}</Problem>
      <Button
        type="submit"
        size="sm"
        variant="ghost"
        busy={busy}
        aria-label={`Cancel the days of ${request.job}`}
      >
        Cancel
      </Button>
    </form>
  );
}

interface RequestsPanelProps {
  requests: readonly RequestView[];
  workerAlive: boolean;
  /** null: this person may not. */
  cancel: FormAction<null> | null;
  onChanged: () => void;
}

/** What people asked for, and how far it is. */
export function RequestsPanel({ requests, workerAlive, cancel, onChanged }: RequestsPanelProps) {
  if (requests.length === 0) return null;
  return (
    <Panel aria-labelledby="requests">
      <PanelHeader id="requests" title="Asked for" note="by people, one at a time for each job" />
      <ul>
        {requests.map((request) => {
          const { id, state, job, daysDone, days, error, requestedBy, requestedAt, cancelling } = request;
          const open = state === "waiting" || state === "running";
          const { tone, icon } = LOOKS[state];
          return (
            <li key={id} className="border-t border-hairline px-4 py-2.5">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-mono text-[0.93em]">{job}</span>
                <span className="text-muted">{daysInWords(request)}</span>
                <span aria-live="polite" className="flex min-w-0">
                  <Badge tone={tone} icon={icon}>
                    {requestInWords(request, workerAlive)}
                  </Badge>
                </span>
                <span className="ml-auto text-sm text-faint">
                  {requestedBy ?? "somebody who is gone"}, <Time at={requestedAt} form="dayMinute" />
                </span>
                {open && !cancelling && cancel !== null ? (
                  <CancelButton request={request} action={cancel} onDone={onChanged} />
                ) : null}
              </div>
              {open && days > 1 ? (
                <progress
                  value={daysDone}
                  max={days}
                  aria-label={`Days of ${job} that are made`}
                  className="mt-2 h-1 w-full accent-accent"
                />
              ) : null}
              {error === null ? null : <p className="mt-1 text-sm break-words text-danger-text">{error}</p>}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
