"use client";

import { useLive } from "#components/data/use-live.ts";
import { PipelineBar } from "#components/pipeline/pipeline-bar.tsx";
import { PipelineScreen } from "#components/pipeline/pipeline-screen.tsx";
import {
  type PlatformAlertActions,
  PlatformAlertsPanel,
} from "#components/pipeline/platform-alerts-panel.tsx";
import type { VerifyAction } from "#components/pipeline/verify-button.tsx";
import type { PipelinePageView } from "#lib/http/read-pipeline.ts";

const EVERY_MS = 5_000;

const readView = ({ data }: { data: PipelinePageView }): PipelinePageView => data;

interface PipelineClientProps {
  initial: PipelinePageView | null;
  actions: PlatformAlertActions;
  /** null: this person may not. */
  verify: VerifyAction | null;
  /** Whose verification is shown; null: the one to look at first. */
  day: string | null;
}

export function PipelineClient({ initial, actions, verify, day }: PipelineClientProps) {
  const live = useLive({ path: "/api/pipeline", read: readView, initial, everyMs: EVERY_MS });
  return (
    <>
      <PipelineBar receipt={live.data?.receipt ?? null} stale={live.error !== null} />
      <PipelineScreen
        view={live.data}
        day={day}
        verify={verify}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        alerts={
          live.data === null ? null : (
            <PlatformAlertsPanel
              alerts={live.data.alerts}
              now={live.data.at}
              actions={actions}
              onChanged={live.retry}
            />
          )
        }
      />
    </>
  );
}
