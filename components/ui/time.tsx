"use client";

import { formatDated, formatTime, type TimeForm } from "#lib/format/time.ts";
import { useToday, useZone } from "./zone.tsx";

interface TimeProps {
  /** Milliseconds since 1970, or ISO 8601. */
  at: number | string;
  form?: TimeForm;
  className?: string;
}

/** An instant in the chosen zone, with its year where that is another, and with the whole instant as its title. */
export function Time({ at, form = "dayMinute", className }: TimeProps) {
  const zone = useZone();
  const today = useToday();
  const instant = typeof at === "number" ? at : Date.parse(at);
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={formatTime(instant, zone, "full")}
      className={className}
    >
      {formatDated(instant, today, zone, form)}
    </time>
  );
}
