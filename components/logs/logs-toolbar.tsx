"use client";

import { Keyboard, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogTrigger, SheetContent } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useKeyboard } from "./use-keyboard.ts";

/** Looked at once in a while. */
const ShortcutsCard = dynamic(() => import("./shortcuts-card.tsx"), { ssr: false });

interface LogsToolbarProps {
  /** The facets, for screens without room beside the list. */
  filters: ReactNode;
  children: ReactNode;
}

/** What can be done with the search, beside the box. */
export function LogsToolbar({ filters, children }: LogsToolbarProps) {
  const [card, setCard] = useState<boolean | null>(null);
  useKeyboard({ "?": () => setCard(true) });
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      <Dialog>
        <DialogTrigger asChild>
          <Button className="xl:hidden">
            <ListFilter aria-hidden />
            Filters
          </Button>
        </DialogTrigger>
        <SheetContent title="Filters" side="left">
          <div className="overflow-y-auto p-4">{filters}</div>
        </SheetContent>
      </Dialog>
      {children}
      <IconButton
        label="Keyboard shortcuts (?)"
        variant="secondary"
        className="max-lg:hidden"
        onClick={() => setCard(true)}
      >
        <Keyboard aria-hidden />
      </IconButton>
      {card === null ? null : <ShortcutsCard open={card} onOpenChange={setCard} />}
    </div>
  );
}
