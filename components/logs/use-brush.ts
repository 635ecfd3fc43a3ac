"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { HistogramView } from "#lib/events/views.ts";
import { type Brush, brushOver, moved } from "./brush.ts";

/** The API takes no shorter range. */
const SHORTEST_MS = 1_000;

/** Choosing a range of the histogram: by dragging, or by arrows with Shift. Escape gives it up. */
export function useBrush({ buckets, bucketMs }: HistogramView, onSelect: (from: number, to: number) => void) {
  const from = buckets[0]?.at ?? 0;
  const span = Math.max((buckets.at(-1)?.at ?? 0) + bucketMs - from, 1);
  const frame = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<Brush | null>(null);
  const [at, setAt] = useState<number | null>(null);
  /** Where Shift was first held. */
  const anchor = useRef(0);
  const brushing = brush !== null;

  useEffect(() => {
    if (!brushing) return;
    const give = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopImmediatePropagation();
      setBrush(null);
    };
    window.addEventListener("keydown", give, { capture: true });
    return () => window.removeEventListener("keydown", give, { capture: true });
  }, [brushing]);

  const instantAt = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return from;
    return from + Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * span;
  };
  const select = ({ start, end }: Brush) => {
    const first = Math.min(start, end);
    onSelect(first, Math.max(start, end, first + SHORTEST_MS));
  };
  const bucketOf = (instant: number) => {
    const place = Math.floor((instant - from) / bucketMs);
    return buckets[place] === undefined ? null : place;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const held = at ?? buckets.length - 1;
    const next = moved(event.key, held, buckets.length - 1);
    if (event.key === "Enter") select(brush ?? brushOver(from, bucketMs, held, held));
    else if (next === null) return;
    else {
      if (event.shiftKey && !brushing) anchor.current = held;
      setAt(next);
      setBrush(event.shiftKey ? brushOver(from, bucketMs, anchor.current, next) : null);
    }
    if (event.key === "Enter") setBrush(null);
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    frame,
    brush,
    at: at === null ? null : (buckets[at] ?? null),
    handlers: {
      onKeyDown,
      onPointerDown: (event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const start = instantAt(event);
        setBrush({ start, end: start });
      },
      onPointerMove: (event: PointerEvent) => {
        const instant = instantAt(event);
        if (brush !== null && event.buttons !== 0) setBrush({ ...brush, end: instant });
        setAt(bucketOf(instant));
      },
      onPointerUp: () => {
        if (brush !== null && Math.abs(brush.end - brush.start) > span / 200) select(brush);
        setBrush(null);
      },
      onPointerCancel: () => setBrush(null),
      onPointerLeave: () => setAt(null),
      onBlur: () => {
        setAt(null);
        setBrush(null);
      },
    },
  };
}
