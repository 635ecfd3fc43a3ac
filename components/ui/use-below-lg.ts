"use client";

import { useSyncExternalStore } from "react";

/** Where Tailwind's `lg:` does not hold. */
const NARROW = "(width < 64rem)";

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

const isNarrow = () => window.matchMedia(NARROW).matches;
/** The server knows no width: what is laid out by it is left to CSS. */
const unknown = () => false;

/** Whether the window is so narrow that what stands beside the content lies over it. For behaviour, never for looks. */
export const useBelowLg = (): boolean => useSyncExternalStore(subscribe, isNarrow, unknown);
