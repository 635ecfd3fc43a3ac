"use client";

import { STATE_LOOKS } from "#components/channels/state.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import {
  DEGRADED_FROM,
  DOWN_BELOW,
  ENOUGH_REQUESTS,
  HOLD_MINUTES,
  SILENT_MINUTES,
  SLOW_ABOVE_MS,
  SLOW_FACTOR,
  USUAL_FROM,
  WINDOW_MINUTES,
} from "#lib/channels/state-limits.ts";
import type { ChannelStateName } from "#lib/channels/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatPercentShort } from "#lib/format/number.ts";

const RULES: [ChannelStateName, string][] = [
  ["down", `Fewer than ${formatPercentShort(DOWN_BELOW)} of requests succeed.`],
  [
    "degraded",
    `${formatPercentShort(DEGRADED_FROM)} or more of requests fail by the partner's fault, or p95 is above ${formatDuration(SLOW_ABOVE_MS)} and ${SLOW_FACTOR} times the median of the same hour of the last 7 days.`,
  ],
  ["no_data", `Nothing came for ${SILENT_MINUTES} minutes, where at least ${USUAL_FROM} requests are usual.`],
  ["healthy", "None of these."],
];

/** The rules behind the state, in words. */
export function StateRules() {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="max-sm:-ml-3 print:hidden">
          How it was decided
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="How the state is decided"
        align="end"
        className="w-[min(420px,calc(100vw-16px))]"
      >
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
          {RULES.map(([state, rule]) => (
            <div key={state} className="col-span-full grid grid-cols-subgrid">
              <dt className="font-medium">{STATE_LOOKS[state].word}</dt>
              <dd className="text-muted">{rule}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-sm text-faint">
          Over the last {WINDOW_MINUTES} minutes with at least {ENOUGH_REQUESTS} requests; with fewer, the
          last {ENOUGH_REQUESTS} within an hour. A better state counts once it has held for {HOLD_MINUTES}{" "}
          minutes.
        </p>
      </PopoverContent>
    </Popover>
  );
}
