"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { TimeChartProps } from "./types.ts";

interface Drag {
  /** Starts of the buckets where it began and where it is. */
  start: number;
  end: number;
}

/** Where the pointer is, as the chart says it. */
interface Place {
  activeLabel?: string | number | undefined;
}

const instantOf = ({ activeLabel }: Place) => (activeLabel === undefined ? null : Number(activeLabel));

/** A finger has no other way to see what is in a bucket: it does not leave the page by that. */
const hovers = () => window.matchMedia("(hover: hover)").matches;

/** What a pointer does on a chart: over a stretch it zooms in, on one bucket it leads to its requests. */
export function useDrag({ bucketMs, onZoom, bucketHref }: TimeChartProps) {
  const router = useRouter();
  const [drag, setDrag] = useState<Drag | null>(null);
  const finish = ({ start, end }: Drag) => {
    const [from, to] = [Math.min(start, end), Math.max(start, end) + bucketMs];
    if (start !== end) onZoom?.(from, to);
    else if (bucketHref !== undefined && hovers()) router.push(bucketHref(from, to));
  };
  return {
    drag,
    handlers: {
      onMouseDown: (place: Place) => {
        const at = instantOf(place);
        if (at !== null && (onZoom ?? bucketHref) !== undefined) setDrag({ start: at, end: at });
      },
      onMouseMove: (place: Place) => {
        const at = instantOf(place);
        if (drag !== null && at !== null && onZoom !== undefined) setDrag({ start: drag.start, end: at });
      },
      onMouseUp: () => {
        if (drag !== null) finish(drag);
        setDrag(null);
      },
      onMouseLeave: () => setDrag(null),
    },
  };
}
