import type { ReactNode } from "react";
import { DataProvider } from "#components/data/provider.tsx";
import { CommandHost } from "#components/shell/command-host.tsx";
import { ShellProvider } from "#components/shell/context.tsx";
import { OfflineBanner } from "#components/shell/offline-banner.tsx";
import { Sidebar } from "#components/shell/sidebar.tsx";
import { ViewingBanner } from "#components/shell/viewing-banner.tsx";
import { cn } from "#components/ui/cn.ts";
import { pageViewer, viewingLastsMs } from "#lib/http/page-viewer.ts";
import { navigationOf } from "./navigation.ts";
import { savePreference } from "./preferences.ts";
import { stopViewingAs } from "./view-as-actions.ts";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const person = await pageViewer();
  const navigation = await navigationOf(person);
  const { viewing } = person;
  return (
    <ShellProvider navigation={navigation} savePreference={savePreference}>
      <DataProvider>
        <CommandHost>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:border focus:bg-surface focus:px-3 focus:py-2"
          >
            Skip to the content
          </a>
          <div className={cn(viewing && "[--banner:44px]")}>
            {viewing ? (
              <ViewingBanner
                channel={navigation.channels[0]?.name ?? viewing.channel}
                lastsMs={await viewingLastsMs()}
                stop={stopViewingAs}
                next={`/channels/${viewing.channel}/health`}
              />
            ) : null}
            <div className="lg:grid lg:grid-cols-[228px_minmax(0,1fr)] print:block">
              <aside className="sticky top-(--banner) hidden h-[calc(100dvh-var(--banner))] border-r lg:block print:hidden">
                <Sidebar />
              </aside>
              <main
                id="main"
                tabIndex={-1}
                className="min-h-[calc(100dvh-var(--banner))] min-w-0 outline-none"
              >
                {children}
              </main>
            </div>
          </div>
          <OfflineBanner />
        </CommandHost>
      </DataProvider>
    </ShellProvider>
  );
}
