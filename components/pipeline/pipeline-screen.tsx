"use client";

import type { ReactNode } from "react";
import { ScreenHeadline } from "#components/shell/screen-headline.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import type { PipelineView } from "#lib/pipeline/views.ts";
import { DeadLettersPanel } from "./dead-letters-panel.tsx";
import { FlowStrip } from "./flow-strip.tsx";
import { pipelineHeadline } from "./headline.ts";
import { IndexPanel } from "./index-panel.tsx";
import { LagPanel } from "./lag-panel.tsx";
import { PipelineSkeleton } from "./pipeline-skeleton.tsx";
import { PlatformPanel } from "./platform-panel.tsx";
import { VerificationPanel } from "./verification-panel.tsx";
import type { VerifyAction } from "./verify-button.tsx";
import { WarningList } from "./warning-list.tsx";
import { WorkersPanel } from "./workers-panel.tsx";

interface PipelineScreenProps {
  /** null until it could be read. */
  view: PipelineView | null;
  /** Whose verification is shown; null: the one to look at first. */
  day: string | null;
  /** null: this person may not. */
  verify: VerifyAction | null;
  /** Why it could not be read just now. */
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  /** What watches all this. */
  alerts: ReactNode;
}

export function PipelineScreen({ view, day, verify, error, retrying, onRetry, alerts }: PipelineScreenProps) {
  if (view === null) {
    if (error === null) return <PipelineSkeleton />;
    return (
      <ErrorState alone title="The pipeline cannot be read" onRetry={onRetry} retrying={retrying}>
        {error} This page goes on trying by itself.
      </ErrorState>
    );
  }
  const { headline, note } = pipelineHeadline(view);
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <ScreenHeadline headline={headline} note={note} stale={error} />
      <FlowStrip view={view} />
      <WarningList warnings={view.warnings} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <LagPanel view={view} />
          <DeadLettersPanel view={view} />
          <WorkersPanel view={view} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <VerificationPanel verification={view.verification} day={day} verify={verify} onAsked={onRetry} />
          <IndexPanel view={view} />
          {alerts}
          <PlatformPanel view={view} />
        </div>
      </div>
    </div>
  );
}
