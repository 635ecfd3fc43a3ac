"use client";

import { useEffect, useRef } from "react";
import { takesText } from "./takes-text.ts";

/** Attribute of what the arrow keys walk through. */
export const LIST_MARK = "data-walked";

/** Arrows scroll and choose elsewhere: they are the list's only where it, or nothing, has the focus. */
const meansOthers = ({ key, target }: KeyboardEvent) =>
  key.startsWith("Arrow") &&
  target instanceof Element &&
  target !== document.body &&
  target.closest(`[${LIST_MARK}]`) === null;

/** Single keys of the screen (`j`, `/`, `Escape`…), silent while somebody types or holds a modifier. */
export function useKeyboard(actions: Record<string, () => void>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const typing = event.target instanceof HTMLElement && takesText(event.target);
      if (typing || document.querySelector('[role="dialog"][data-state="open"]') !== null) return;
      if (meansOthers(event)) return;
      const action = current.current[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
