"use client";

import { type ComponentProps, type RefObject, useLayoutEffect, useRef } from "react";
import { placeBeside, type Side } from "./place-beside.ts";

export type { Side };

interface TooltipBubbleProps extends ComponentProps<"div"> {
  /** What it speaks of. */
  of: RefObject<HTMLElement | null>;
  side: Side;
}

export function TooltipBubble({ of, side, ...rest }: TooltipBubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (bubble.current === null || of.current === null) return;
    const { width, height } = bubble.current.getBoundingClientRect();
    const place = placeBeside(
      of.current.getBoundingClientRect(),
      { width, height },
      { width: document.documentElement.clientWidth, height: window.innerHeight },
      side,
    );
    bubble.current.style.left = `${place.left}px`;
    bubble.current.style.top = `${place.top}px`;
  }, [of, side]);
  return (
    <div
      ref={bubble}
      role="tooltip"
      className="fixed top-0 left-0 z-50 w-max max-w-72 animate-appear rounded-badge bg-text px-2 py-1 text-sm text-background shadow-float"
      {...rest}
    />
  );
}
