"use client";

import type { ComponentProps } from "react";
import { useShell } from "#components/shell/context.tsx";
import { type Tab, TabBar } from "#components/shell/tab-bar.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";

const under = (href: string): Tab["isAt"] => {
  return (path) => path.startsWith(href);
};

const TABS: readonly Tab[] = [
  {
    href: "/support",
    label: "Look up",
    isAt: (path) => path === "/support" || /^\/support\/(users|recipes)\//.test(path),
  },
  { href: "/support/unregistered", label: "Unregistered Channels", isAt: under("/support/unregistered") },
  { href: "/support/dead-letters", label: "Dead letters", isAt: under("/support/dead-letters") },
];
const DEMO_TAB: Tab = { href: "/support/demo", label: "Demo", isAt: under("/support/demo") };

/** The top of every page of Support: the bar, and the way to its other pages. */
export function SupportBar({ title = "Support", ...bar }: Partial<ComponentProps<typeof TopBar>>) {
  const { navigation } = useShell();
  return (
    <>
      <TopBar title={title} {...bar} />
      <TabBar label="Support" tabs={navigation.demo ? [...TABS, DEMO_TAB] : TABS} />
    </>
  );
}
