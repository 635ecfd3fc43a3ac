"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Tells of what somebody chose or typed in a controlled control before its scripts were there. React hears nothing of
 * it when it takes over the server's HTML, and puts its own value back with the next rendering.
 * The control says `autoComplete="off"`: what a browser restores by itself is nobody's choice.
 */
export function useEarlyChange<Control extends HTMLElement>(
  control: RefObject<Control | null>,
  tell: (control: Control) => void,
): void {
  const first = useRef(tell);
  useEffect(() => {
    if (control.current !== null) first.current(control.current);
  }, [control]);
}
