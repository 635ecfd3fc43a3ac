import type { ReactNode } from "react";

/** Beside the list; on narrow screens over it. It holds its place while what fills it is loaded. */
export function DrawerFrame({ children }: { children?: ReactNode }) {
  return (
    <aside
      aria-label="Request"
      className="fixed inset-x-0 top-(--banner) bottom-0 z-30 flex flex-col bg-surface lg:static lg:z-auto lg:w-[22.5rem] lg:shrink-0 lg:border-l xl:w-[25rem]"
    >
      {children}
    </aside>
  );
}
