"use client";

import { useSearchParams } from "next/navigation";
import { useLive } from "#components/data/use-live.ts";
import { type JobActions, JobsScreen } from "#components/jobs/jobs-screen.tsx";
import { PipelineBar } from "#components/pipeline/pipeline-bar.tsx";
import type { JobsView } from "#lib/jobs/views.ts";
import { readJobsSearch, writeJobsSearch } from "./search-params.ts";

const EVERY_MS = 3_000;

const readView = ({ data }: { data: JobsView }): JobsView => data;

export function JobsClient({ initial, actions }: { initial: JobsView | null; actions: JobActions }) {
  const live = useLive({ path: "/api/pipeline/jobs", read: readView, initial, everyMs: EVERY_MS });
  const search = readJobsSearch(useSearchParams());
  return (
    <>
      <PipelineBar />
      <JobsScreen
        view={live.data}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        search={search}
        onSearch={(next) => window.history.pushState(null, "", writeJobsSearch(next))}
        actions={actions}
      />
    </>
  );
}
