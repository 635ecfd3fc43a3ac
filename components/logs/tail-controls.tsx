"use client";

import { Pause, Play, Radio } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { LiveTail } from "./use-live-tail.ts";

/** Live tail on or off, and pause with the number of requests that wait. */
export function TailControls({ tail, onResume }: { tail: LiveTail; onResume: () => void }) {
  return (
    <>
      {tail.on ? (
        <Button onClick={tail.paused ? onResume : tail.pause}>
          {tail.paused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {tail.paused ? `Resume${tail.waiting > 0 ? `, ${formatCount(tail.waiting)} new` : ""}` : "Pause"}
        </Button>
      ) : null}
      <Button aria-pressed={tail.on} onClick={tail.toggle} variant={tail.on ? "primary" : "secondary"}>
        <Radio aria-hidden />
        Live tail
      </Button>
    </>
  );
}
