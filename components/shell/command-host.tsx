"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

/** Loaded by the first who asks for it. */
const CommandPalette = dynamic(() => import("./command-palette.tsx"), { ssr: false });

const OpenContext = createContext<(open: boolean) => void>(() => undefined);

export const useOpenCommands = () => useContext(OpenContext);

/**
 * Opens the palette by Ctrl K (⌘ K) from anywhere. Around all pages, so that keys are heard also while one page goes
 * and the next is not there yet.
 */
export function CommandHost({ children }: { children: ReactNode }) {
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
    <OpenContext value={setOpen}>
      {children}
      {open === null ? null : <CommandPalette open={open} onOpenChange={setOpen} />}
    </OpenContext>
  );
}
