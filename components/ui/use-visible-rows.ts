"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Shorter tables are drawn whole: they can be searched and printed. */
const LONG = 100;
const OVERSCAN = 10;

interface VisibleRows<T extends HTMLElement> {
  /** Of what holds the rows. */
  ref: RefObject<T | null>;
  /** Rows to draw. */
  places: number[];
  /** Room of those above and below that are not drawn, pixels. */
  before: number;
  after: number;
  /** Of each row, which also needs `data-index`: heights differ. */
  measure: (row: HTMLElement | null) => void;
}

/** Which rows of a table that scrolls with the window are to be drawn: all of a short one, of a long one those in sight. */
export function useVisibleRows<T extends HTMLElement>(count: number, height: number): VisibleRows<T> {
  const ref = useRef<T>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box !== undefined) setTop(box.top + window.scrollY);
  }, []);
  const long = count > LONG;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: { width: 1_440, height: 900 },
    enabled: long,
  });
  if (!long) {
    const places = Array.from({ length: count }, (_, place) => place);
    return { ref, places, before: 0, after: 0, measure: () => undefined };
  }
  const items = virtualizer.getVirtualItems();
  return {
    ref,
    places: items.map(({ index }) => index),
    before: Math.max(0, (items[0]?.start ?? top) - top),
    after: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)),
    measure: virtualizer.measureElement,
  };
}
