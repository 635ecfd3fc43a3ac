"use client";

import { useOptimistic, useTransition } from "react";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { useShell } from "./context.tsx";

/** Times in UTC, or where the viewer is. */
export function ZoneSwitch() {
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
  return (
    <Tooltip content={utc ? "Times are in UTC. Show local time" : "Times are local. Show UTC"} side="bottom">
      <button
        type="button"
        onClick={change}
        aria-label={utc ? "Times in UTC; switch to local time" : "Times are local; switch to UTC"}
        className="h-8 min-w-12 rounded-control px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-text"
      >
        {utc ? "UTC" : "Local"}
      </button>
    </Tooltip>
  );
}
