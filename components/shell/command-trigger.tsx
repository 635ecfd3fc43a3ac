"use client";

import { Search } from "lucide-react";
import { Kbd } from "#components/ui/code.tsx";
import { useOpenCommands } from "./command-host.tsx";

/** Says that there is a palette, and opens it by a click; a bare icon where there is little room. */
export function CommandTrigger() {
  const open = useOpenCommands();
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      className="flex h-8 items-center gap-2 rounded-control border bg-surface px-2.5 text-sm text-muted shadow-panel transition-colors hover:bg-hover hover:text-text max-lg:w-8 max-lg:justify-center max-lg:border-0 max-lg:bg-transparent max-lg:px-0 max-lg:shadow-none"
      onClick={() => open(true)}
    >
      <Search aria-hidden size={16} strokeWidth={1.75} />
      <span className="max-xl:sr-only">Search or jump to</span>
      <Kbd aria-hidden className="border-0 px-0 max-lg:hidden">
        Ctrl K
      </Kbd>
    </button>
  );
}
