"use client";

import { Dialog, SheetContent } from "#components/ui/dialog.tsx";
import { Sidebar } from "./sidebar.tsx";

interface NavigationSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function NavigationSheet({ open, onOpenChange }: NavigationSheetProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <SheetContent side="left" title="Menu" titleHidden className="bg-background">
        <Sidebar />
      </SheetContent>
    </Dialog>
  );
}
