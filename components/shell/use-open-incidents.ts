"use client";

import { useMemo } from "react";
import { useLive } from "#components/data/use-live.ts";
import { useShell } from "./context.tsx";

const EVERY_MS = 15_000;

type Counts = Readonly<Record<string, number>>;

const readCounts = ({ data }: { data: Counts }): Counts => data;

/** How many incidents are open, by Channel, as far as the viewer sees them. */
export function useOpenIncidents(): Counts {
  const { channels } = useShell().navigation;
  const initial = useMemo(
    () => Object.fromEntries(channels.map(({ slug, firing }) => [slug, firing])),
    [channels],
  );
  const live = useLive({
    path: "/api/incidents/open",
    read: readCounts,
    initial,
    everyMs: EVERY_MS,
    inBackground: true,
  });
  return live.data ?? initial;
}
