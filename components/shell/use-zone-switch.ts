"use client";

import { useOptimistic, useTransition } from "react";
import { useZone } from "#components/ui/zone.tsx";
import { useShell } from "./context.tsx";

/** Whether times are in UTC, and the switch to the viewer's own zone and back. */
export function useZoneSwitch(): { utc: boolean; change: () => void } {
  const { savePreference } = useShell();
  const zone = useZone();
  const [shown, setShown] = useOptimistic(zone);
  const [, startTransition] = useTransition();
  const utc = shown === "UTC";
  const change = () => {
    const next = utc ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
    startTransition(async () => {
      setShown(utc ? "local" : "UTC");
      await savePreference("zone", next);
    });
  };
  return { utc, change };
}
