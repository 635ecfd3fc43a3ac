"use client";

import { Tooltip } from "#components/ui/tooltip.tsx";
import { useZoneSwitch } from "./use-zone-switch.ts";

/** Times in UTC, or where the viewer is. */
export function ZoneSwitch() {
  const { utc, change } = useZoneSwitch();
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
