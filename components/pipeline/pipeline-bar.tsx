"use client";

import type { ComponentProps } from "react";
import { type Tab, TabBar } from "#components/shell/tab-bar.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";

const TABS: readonly Tab[] = [
  { href: "/pipeline", label: "Events", isAt: (path) => path === "/pipeline" },
  { href: "/pipeline/jobs", label: "Jobs", isAt: (path) => path.startsWith("/pipeline/jobs") },
];

/** The top of every page of the Pipeline: the bar, and the way to its other pages. */
export function PipelineBar({ title = "Pipeline", ...bar }: Partial<ComponentProps<typeof TopBar>>) {
  return (
    <>
      <TopBar title={title} {...bar} />
      <TabBar label="Pipeline" tabs={TABS} />
    </>
  );
}
