"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Attribute of a row's link: the id of its request. */
export const ROW_MARK = "data-request";

const rowOf = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`a[${ROW_MARK}="${CSS.escape(id)}"]`) ?? null;

/**
 * Keys choose from anywhere: the focus goes with them unless it is busy elsewhere, so that Tab leads to what they chose.
 * Once the request is closed, it goes back to its row.
 */
export function useFocusFollows(frame: RefObject<HTMLElement | null>, selected: string | null): void {
  const before = useRef(selected);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const focused = document.activeElement;
    const free = focused === document.body || frame.current?.contains(focused) === true;
    if (before.current !== selected) wanted.current = selected ?? before.current;
    before.current = selected;
    if (!free) wanted.current = null;
    // The row may come with a later render, once the list has scrolled there.
    const link = wanted.current === null ? null : rowOf(frame.current, wanted.current);
    if (link === null) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });
}
