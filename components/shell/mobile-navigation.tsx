"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

/** Wide screens never need it. */
const NavigationSheet = dynamic(() => import("./navigation-sheet.tsx"), { ssr: false });

/** The sidebar as a sheet; closes when a link was followed. */
export function MobileNavigation() {
  const [open, setOpen] = useState<boolean | null>(null);
  const path = usePathname();
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== path) setOpen(false);
    last.current = path;
  }, [path]);
  return (
    <>
      <IconButton
        label="Menu"
        className="-ml-2 lg:hidden"
        aria-haspopup="dialog"
        aria-expanded={open === true}
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden />
      </IconButton>
      {open === null ? null : <NavigationSheet open={open} onOpenChange={setOpen} />}
    </>
  );
}
