"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useLive } from "#components/data/use-live.ts";
import { HealthScreen } from "#components/health/health-screen.tsx";
import { RangeProblem } from "#components/shell/range-problem.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { HealthView } from "#lib/events/views.ts";
import type { HealthAnswer } from "#lib/http/api/answers.ts";
import { healthFromApi } from "#lib/http/api/health.ts";

const LIVE_MS = 5_000;
/** Late events reach a fixed range too. */
const FIXED_MS = 30_000;

const readHealth = ({ data }: HealthAnswer): HealthView => healthFromApi(data);

interface HealthClientProps {
  slug: string;
  initial: HealthView | null;
  /** The range, as our API takes it. */
  apiQuery: string;
  /** Whether the range moves with the clock. */
  moving: boolean;
  problem: string | null;
  firstEvent: ReactNode;
}

export function HealthClient({ slug, initial, apiQuery, moving, problem, firstEvent }: HealthClientProps) {
  const router = useRouter();
  const live = useLive({
    path: `/api/v1/channels/${slug}/health?${apiQuery}`,
    read: readHealth,
    initial,
    everyMs: moving || initial === null ? LIVE_MS : FIXED_MS,
    inBackground: true,
  });
  const view = live.data;
  const zoom = (from: number, to: number) => {
    const params = new URLSearchParams({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    router.push(`/channels/${slug}/health?${params}`, { scroll: false });
  };
  return (
    <>
      <TopBar title="Health" receipt={view?.receipt ?? null} stale={live.error !== null} range />
      <RangeProblem problem={problem} />
      <HealthScreen
        view={view}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        onZoom={zoom}
        firstEvent={firstEvent}
      />
    </>
  );
}
