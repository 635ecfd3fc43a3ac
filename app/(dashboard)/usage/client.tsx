"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useTransition } from "react";
import { TopBar } from "#components/shell/top-bar.tsx";
import { OverviewScreen } from "#components/usage/overview-screen.tsx";
import { CompleteTo, UsageRangePicker } from "#components/usage/usage-controls.tsx";
import type { UsageOverview } from "#lib/usage/views.ts";
import { overviewQuery, readOverviewSearch } from "./search-params.ts";

const FIRST_DAY_EVERY_MS = 10_000;

/** Figures change once a day, so nothing is polled once there are some. */
export function OverviewClient({ view }: { view: UsageOverview | null }) {
  const router = useRouter();
  const path = usePathname();
  const search = readOverviewSearch(useSearchParams());
  const [reading, startReading] = useTransition();
  const waits = view !== null && view.completeTo === null;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => startReading(() => router.refresh()), FIRST_DAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, router]);
  return (
    <>
      <TopBar title="Usage" mark={view === null ? null : <CompleteTo date={view.completeTo} />}>
        <UsageRangePicker
          range={search.range}
          onRange={(range) =>
            startReading(() => router.push(path + overviewQuery({ ...search, range }), { scroll: false }))
          }
        />
      </TopBar>
      <OverviewScreen
        view={view}
        sort={search.sort}
        sortHref={(sort) => path + overviewQuery({ ...search, sort })}
        retrying={reading}
        onRetry={() => startReading(() => router.refresh())}
      />
    </>
  );
}
