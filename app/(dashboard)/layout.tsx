import type { ReactNode } from "react";
import { DataProvider } from "#components/data/provider.tsx";
import { ShellProvider } from "#components/shell/context.tsx";
import { OfflineBanner } from "#components/shell/offline-banner.tsx";
import { Sidebar } from "#components/shell/sidebar.tsx";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { navigationOf } from "./navigation.ts";
import { savePreference } from "./preferences.ts";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const person = await pageViewer();
  const navigation = await navigationOf(person);
  return (
    <ShellProvider navigation={navigation} savePreference={savePreference}>
      <DataProvider>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:border focus:bg-surface focus:px-3 focus:py-2"
        >
          Skip to the content
        </a>
        <div className="lg:grid lg:grid-cols-[228px_minmax(0,1fr)] print:block">
          <aside className="sticky top-0 hidden h-dvh border-r lg:block print:hidden">
            <Sidebar />
          </aside>
          <main id="main" tabIndex={-1} className="min-h-dvh min-w-0 outline-none">
            {children}
          </main>
        </div>
        <OfflineBanner />
      </DataProvider>
    </ShellProvider>
  );
}
