"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { TopBar } from "#components/shell/top-bar.tsx";
import { CompleteTo, UsageExport, UsageRangePicker } from "#components/usage/usage-controls.tsx";
import { UsageScreen } from "#components/usage/usage-screen.tsx";
import { useFirstDay } from "#components/usage/use-first-day.ts";
import type { UsageView } from "#lib/usage/views.ts";
import { readUsageSearch, usageQuery } from "./search-params.ts";

export function UsageClient({ slug, view }: { slug: string; view: UsageView | null }) {
  const path = usePathname();
  const search = readUsageSearch(useSearchParams());
  const { reading, refresh, goTo } = useFirstDay(view);
  return (
    <>
      <TopBar title="Usage" mark={view === null ? null : <CompleteTo date={view.completeTo} />}>
        {view?.figures == null ? null : <UsageExport slug={slug} range={search.range} />}
        <UsageRangePicker
          range={search.range}
          onRange={(range) => goTo(path + usageQuery({ ...search, range }))}
        />
      </TopBar>
      <UsageScreen
        view={view}
        retrying={reading}
        onRetry={refresh}
        span={search.span}
        onSpan={(span) => window.history.pushState(null, "", path + usageQuery({ ...search, span }))}
      />
    </>
  );
}
