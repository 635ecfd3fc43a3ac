"use client";

import { Workflow } from "lucide-react";
import { ScreenHeadline } from "#components/shell/screen-headline.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import type { FormAction } from "#lib/http/form-result.ts";
import type { JobsView } from "#lib/jobs/views.ts";
import type { DaysAction } from "./days-button.tsx";
import { JobGraph } from "./job-graph.tsx";
import { JobsSkeleton } from "./jobs-skeleton.tsx";
import { JobsTable } from "./jobs-table.tsx";
import { RequestsPanel } from "./requests-panel.tsx";
import { RunSheet } from "./run-sheet.tsx";
import { RunsTable } from "./runs-table.tsx";
import { jobsHeadline } from "./words.ts";

export interface JobActions {
  ask: DaysAction;
  cancel: FormAction<null>;
}

/** What is chosen, as the address has it. */
export interface JobsSearch {
  job: string | null;
  /** The open run's id. */
  run: string | null;
}

interface JobsScreenProps {
  /** null until it could be read. */
  view: JobsView | null;
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  search: JobsSearch;
  onSearch: (search: JobsSearch) => void;
  actions: JobActions;
}

const START = "npm run worker -- --roles=jobs";

/** How the archive becomes tables of the warehouse: the jobs, what they wait for, and what became of them. */
export function JobsScreen(props: JobsScreenProps) {
  const { view, error, retrying, onRetry, search, onSearch, actions } = props;
  if (view === null) {
    if (error === null) return <JobsSkeleton />;
    return (
      <ErrorState alone title="The jobs cannot be read" onRetry={onRetry} retrying={retrying}>
        {error} This page goes on trying by itself.
      </ErrorState>
    );
  }
  const { jobs, mayRun, workerAlive } = view;
  const { headline, note } = jobsHeadline(view);
  const choose = (job: string | null) => onSearch({ ...search, job });
  const open = (run: string | null) => onSearch({ ...search, run });
  const ask = mayRun ? actions.ask : null;
  const runs = search.job === null ? view.runs : view.runs.filter(({ job }) => job === search.job);
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <ScreenHeadline headline={headline} note={note} stale={error} />
      {workerAlive ? null : (
        <Notice tone="warning" title="No worker runs jobs">
          The warehouse stays as it is, and nothing can be run from here, until one is started:
          <CodeBlock code={START} copyLabel="Copy the command" className="mt-2 bg-surface" />
        </Notice>
      )}
      {jobs.length === 0 ? (
        <Panel aria-label="Jobs">
          <EmptyState icon={<Workflow />} title="Nothing to show yet" className="py-10">
            A worker with the role jobs writes down which jobs there are when it begins.
          </EmptyState>
        </Panel>
      ) : (
        <>
          <Panel aria-labelledby="graph" className="max-md:hidden">
            <PanelHeader id="graph" title="What they read" note="from the archive to marts, left to right" />
            <JobGraph jobs={jobs} chosen={search.job} onChoose={choose} />
          </Panel>
          <RequestsPanel
            requests={view.requests}
            workerAlive={workerAlive}
            cancel={mayRun ? actions.cancel : null}
            onChanged={onRetry}
          />
          <Panel aria-labelledby="jobs">
            <PanelHeader id="jobs" title="Jobs" note="in the order in which they can run; days in UTC" />
            <JobsTable
              jobs={jobs}
              requests={view.requests}
              chosen={search.job}
              onChoose={choose}
              onOpen={open}
              ask={ask}
              onAsked={onRetry}
            />
          </Panel>
          <Panel aria-labelledby="runs">
            <PanelHeader
              id="runs"
              title={search.job === null ? "Newest runs" : `Newest runs of ${search.job}`}
              actions={
                search.job === null ? null : (
                  <Button size="sm" variant="ghost" onClick={() => choose(null)}>
                    Show all
                  </Button>
                )
              }
            />
            {runs.length === 0 ? (
              <EmptyState title="None among the newest" className="py-8">
                Runs begin when the archive got something new, ten minutes after each hour.
              </EmptyState>
            ) : (
              <RunsTable runs={runs} jobs={jobs} onOpen={open} />
            )}
          </Panel>
        </>
      )}
      <RunSheet id={search.run} onClose={() => open(null)} ask={ask} onAsked={onRetry} />
    </div>
  );
}
