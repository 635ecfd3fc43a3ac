"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { StateInTab } from "#components/channels/state-in-tab.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import type { HealthView } from "#lib/events/views.ts";
import { EndpointsTable } from "./endpoints-table.tsx";
import { FaultStrip } from "./fault-strip.tsx";
import { HealthCharts } from "./health-charts.tsx";
import { HealthSkeleton } from "./health-skeleton.tsx";
import { IncidentsLine } from "./incidents-line.tsx";
import { KeyStrip } from "./key-strip.tsx";
import { PrintedLine } from "./printed-line.tsx";
import { SignaturesTable } from "./signatures-table.tsx";
import { StateBanner } from "./state-banner.tsx";

/** It asks for its own data: no reason to be there first. */
const AffectedPanel = dynamic(() => import("./affected-panel.tsx").then((panel) => panel.AffectedPanel), {
  ssr: false,
});

interface HealthScreenProps {
  /** null until it could be read. */
  view: HealthView | null;
  /** Why it could not be read just now. */
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  onZoom: (from: number, to: number) => void;
  /** How a first event is sent; shown while there are no requests. */
  firstEvent: ReactNode;
}

export function HealthScreen({ view, error, retrying, onRetry, onZoom, firstEvent }: HealthScreenProps) {
  if (view === null) {
    if (error === null) return <HealthSkeleton />;
    return (
      <ErrorState
        alone
        title="The health of this Channel cannot be read"
        onRetry={onRetry}
        retrying={retrying}
      >
        {error} This page goes on trying by itself.
      </ErrorState>
    );
  }
  const silent = view.current.requests === 0 && view.previous.requests === 0;
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <StateInTab state={view.state.name} />
      <h1 className="text-headline font-semibold">{view.channel.name}</h1>
      <PrintedLine view={view} />
      {error === null ? null : (
        <Notice tone="warning" live title="These figures are not renewed at the moment">
          {error}
        </Notice>
      )}
      <StateBanner view={view} />
      <IncidentsLine view={view} />
      {silent ? (
        <Panel>
          <EmptyState title="No requests yet">
            <p className="mb-3">Choose a longer range, or send an event: it shows here a second later.</p>
            {firstEvent}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <KeyStrip view={view} />
          <HealthCharts view={view} onZoom={onZoom} />
          <FaultStrip view={view} />
          <div className="grid items-start gap-4 xl:grid-cols-[8fr_5fr]">
            <SignaturesTable view={view} />
            <EndpointsTable view={view} />
          </div>
          {view.current.failures === 0 ? null : <AffectedPanel view={view} />}
        </>
      )}
    </div>
  );
}
