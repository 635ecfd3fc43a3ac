"use client";

import { useLive } from "#components/data/use-live.ts";
import { PipelineScreen } from "#components/pipeline/pipeline-screen.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { PipelineView } from "#lib/pipeline/views.ts";

const EVERY_MS = 5_000;

const readView = ({ data }: { data: PipelineView }): PipelineView => data;

export function PipelineClient({ initial }: { initial: PipelineView | null }) {
  const live = useLive({ path: "/api/pipeline", read: readView, initial, everyMs: EVERY_MS });
  return (
    <>
      <TopBar title="Pipeline" receipt={live.data?.receipt ?? null} stale={live.error !== null} />
      <PipelineScreen
        view={live.data}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
      />
    </>
  );
}
