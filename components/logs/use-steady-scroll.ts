"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { RequestView } from "#lib/events/views.ts";
import { movedBy } from "./steady.ts";

interface SteadyScroll {
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  frame: RefObject<HTMLDivElement | null>;
  requests: readonly RequestView[];
  rowHeight: number;
  selected: string | null;
  /** Place of the selected request; -1 while it is not in the list. */
  selectedIndex: number;
}

/** Keeps what is read where it is when rows come in above it, and brings into view what is chosen. */
export function useSteadyScroll(props: SteadyScroll): void {
  const { virtualizer, frame, requests, rowHeight, selected, selectedIndex } = props;
  const before = useRef({ requests, rowHeight });
  const followed = useRef<{ selected: string | null; seen: boolean }>({ selected: null, seen: false });

  // Before it is painted: whoever is at the top sees what comes in, whoever reads further down nothing of it.
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { requests, rowHeight };
    const list = frame.current;
    if (list === null || was.rowHeight !== rowHeight || list.scrollTop <= rowHeight) return;
    const moved = movedBy(was.requests, requests, Math.floor(list.scrollTop / rowHeight));
    if (moved === 0) return;
    list.scrollTop += moved * rowHeight;
    followed.current = { ...followed.current, seen: false };
  }, [frame, requests, rowHeight]);

  useEffect(() => {
    if (selectedIndex < 0) return;
    if (followed.current.selected !== selected || followed.current.seen) {
      virtualizer.scrollToIndex(selectedIndex, { align: "auto" });
    }
  }, [selected, selectedIndex, virtualizer]);

  // A chosen row is followed while it is in view, and left alone once somebody has scrolled away from it.
  useEffect(() => {
    const range = virtualizer.range;
    const seen = range !== null && range.startIndex <= selectedIndex && selectedIndex <= range.endIndex;
    followed.current = { selected: selectedIndex < 0 ? null : selected, seen };
  });
}
