"use client";

import { formatDated, formatTime, type TimeForm } from "#lib/format/time.ts";
import { useZone } from "./zone.tsx";

interface TimeProps {
  /** Milliseconds since 1970, or ISO 8601. */
  at: number | string;
  form?: TimeForm;
  /** In place of a form: names the year too where it is not that of this instant. */
  now?: number;
  className?: string;
}

/** An instant in the chosen zone, with the whole instant as its title. */
export function Time({ at, form = "dayMinute", now, className }: TimeProps) {
  const zone = useZone();
  const instant = typeof at === "number" ? at : Date.parse(at);
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={formatTime(instant, zone, "full")}
      className={className}
    >
      {now === undefined ? formatTime(instant, zone, form) : formatDated(instant, now, zone)}
    </time>
  );
}
