"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Kbd } from "#components/ui/code.tsx";

/** Loaded by the first who asks for it. */
const CommandPalette = dynamic(() => import("./command-palette.tsx"), { ssr: false });

/** Opens the palette: by a click, or by Ctrl K (⌘ K) from anywhere on the page. */
export function CommandTrigger() {
  const [open, setOpen] = useState<boolean | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen((was) => was !== true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        className="flex h-8 items-center gap-2 rounded-control border bg-surface px-2.5 text-sm text-muted shadow-panel transition-colors hover:bg-hover hover:text-text max-lg:hidden"
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden size={16} strokeWidth={1.75} />
        <span className="max-xl:sr-only">Search or jump to</span>
        <Kbd aria-hidden className="border-0 px-0">
          Ctrl K
        </Kbd>
      </button>
      {open === null ? null : <CommandPalette open={open} onOpenChange={setOpen} />}
    </>
  );
}
