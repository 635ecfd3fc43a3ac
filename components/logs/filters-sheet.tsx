"use client";

import type { ReactNode } from "react";
import { Dialog, SheetContent } from "#components/ui/dialog.tsx";

interface FiltersSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** The facets, where there is no room beside the list. */
export default function FiltersSheet({ open, onOpenChange, children }: FiltersSheetProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <SheetContent title="Filters" side="left">
        <div className="overflow-y-auto p-4">{children}</div>
      </SheetContent>
    </Dialog>
  );
}
