"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

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

/** Which rows of a long table that scrolls with the window are to be drawn: those in sight, and some around. */
export function useVisibleRows<T extends HTMLElement>(count: number, height: number): VisibleRows<T> {
  const ref = useRef<T>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box !== undefined) setTop(box.top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: { width: 1_440, height: 900 },
  });
  const items = virtualizer.getVirtualItems();
  return {
    ref,
    places: items.map(({ index }) => index),
    before: Math.max(0, (items[0]?.start ?? top) - top),
    after: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)),
    measure: virtualizer.measureElement,
  };
}
