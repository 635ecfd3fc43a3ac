"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { TopBar } from "#components/shell/top-bar.tsx";
import { OverviewScreen } from "#components/usage/overview-screen.tsx";
import { CompleteTo, UsageRangePicker } from "#components/usage/usage-controls.tsx";
import { useFirstDay } from "#components/usage/use-first-day.ts";
import type { UsageOverview } from "#lib/usage/views.ts";
import { overviewQuery, readOverviewSearch } from "./search-params.ts";

export function OverviewClient({ view }: { view: UsageOverview | null }) {
  const path = usePathname();
  const search = readOverviewSearch(useSearchParams());
  const { reading, refresh, goTo } = useFirstDay(view);
  return (
    <>
      <TopBar title="Usage" mark={view === null ? null : <CompleteTo date={view.completeTo} />}>
        <UsageRangePicker
          range={search.range}
          onRange={(range) => goTo(path + overviewQuery({ ...search, range }))}
        />
      </TopBar>
      <OverviewScreen
        view={view}
        sort={search.sort}
        sortHref={(sort) => path + overviewQuery({ ...search, sort })}
        retrying={reading}
        onRetry={refresh}
      />
    </>
  );
}
