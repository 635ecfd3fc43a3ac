"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useTransition } from "react";
import { TopBar } from "#components/shell/top-bar.tsx";
import { CompleteTo, UsageExport, UsageRangePicker } from "#components/usage/usage-controls.tsx";
import { UsageScreen } from "#components/usage/usage-screen.tsx";
import type { UsageView } from "#lib/usage/views.ts";
import { readUsageSearch, usageQuery } from "./search-params.ts";

const FIRST_DAY_EVERY_MS = 10_000;

/** Figures change once a day, so nothing is polled once there are some. */
export function UsageClient({ slug, view }: { slug: string; view: UsageView | null }) {
  const router = useRouter();
  const path = usePathname();
  const search = readUsageSearch(useSearchParams());
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
        {view?.figures == null ? null : <UsageExport slug={slug} range={search.range} />}
        <UsageRangePicker
          range={search.range}
          onRange={(range) =>
            startReading(() => router.push(path + usageQuery({ ...search, range }), { scroll: false }))
          }
        />
      </TopBar>
      <UsageScreen
        view={view}
        retrying={reading}
        onRetry={() => startReading(() => router.refresh())}
        span={search.span}
        onSpan={(span) => window.history.pushState(null, "", path + usageQuery({ ...search, span }))}
      />
    </>
  );
}
