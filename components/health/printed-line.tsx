"use client";

import { Time } from "#components/ui/time.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { HealthView } from "#lib/events/views.ts";
import { rangeInWords } from "#lib/format/range.ts";

/** On paper only: what the page's controls say on the screen. */
export function PrintedLine({ view }: { view: HealthView }) {
  const { range, receipt } = view;
  const zone = useZone();
  return (
    <p className="hidden text-sm text-muted print:block">
      Channelscope · {rangeInWords(range.from, range.to, zone)} ({zone})
      {receipt.completeTo === null ? null : (
        <>
          {" · complete to "}
          <Time at={receipt.completeTo} form="second" />
        </>
      )}
    </p>
  );
}
