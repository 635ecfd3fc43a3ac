"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type ReportActions, ReportsScreen } from "#components/reports/reports-screen.tsx";
import { useShell } from "#components/shell/context.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { SavedReportView, TableView } from "#lib/reports/views.ts";
import { readReportAddress, writeReportAddress } from "./search-params.ts";

interface ReportsClientProps {
  saved: SavedReportView[];
  tables: TableView[];
  actions: ReportActions;
}

export function ReportsClient({ saved, tables, actions }: ReportsClientProps) {
  const router = useRouter();
  const { navigation } = useShell();
  const params = useSearchParams();
  return (
    <>
      <TopBar title="Reports" />
      <ReportsScreen
        saved={saved}
        tables={tables}
        channels={navigation.channels}
        address={readReportAddress(params, saved)}
        onGo={(address) => window.history.pushState(null, "", writeReportAddress(address))}
        onChanged={() => router.refresh()}
        actions={actions}
      />
    </>
  );
}
