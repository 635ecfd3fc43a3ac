"use client";

import { TabBar } from "#components/shell/tab-bar.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";

/** The top of every page of a Channel's Settings. */
export function SettingsBar({ channel }: { channel: string }) {
  const base = `/channels/${channel}/settings`;
  const tab = (href: string, label: string) => ({ href, label, isAt: (path: string) => path === href });
  return (
    <>
      <TopBar title="Settings" />
      <TabBar
        label="Settings"
        tabs={[
          tab(base, "Members and keys"),
          tab(`${base}/destinations`, "Destinations"),
          tab(`${base}/audit`, "Audit trail"),
        ]}
      />
    </>
  );
}
