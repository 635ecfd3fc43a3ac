"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useBelowLg } from "#components/ui/use-below-lg.ts";

/** Beside the list; on narrow screens over it. It holds its place while what fills it is loaded. */
export function DrawerFrame({ children }: { children?: ReactNode }) {
  const covers = useBelowLg();
  const frame = useRef<HTMLElement>(null);
  // What was focused lies under it now.
  useEffect(() => {
    if (covers) frame.current?.focus({ preventScroll: true });
  }, [covers]);
  return (
    <aside
      ref={frame}
      tabIndex={-1}
      aria-label="Request"
      className="fixed inset-x-0 top-(--banner) bottom-0 z-30 flex flex-col bg-surface outline-none lg:static lg:z-auto lg:w-[22.5rem] lg:shrink-0 lg:border-l xl:w-[25rem]"
    >
      {children}
    </aside>
  );
}
