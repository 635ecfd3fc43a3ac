"use client";

import { Keyboard, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useKeyboard } from "./use-keyboard.ts";

/** Wide screens have the facets beside the list. */
const FiltersSheet = dynamic(() => import("./filters-sheet.tsx"), { ssr: false });
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
  const [sheet, setSheet] = useState<boolean | null>(null);
  useKeyboard({ "?": () => setCard(true) });
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      <Button
        className="xl:hidden"
        aria-haspopup="dialog"
        aria-expanded={sheet === true}
        onClick={() => setSheet(true)}
      >
        <ListFilter aria-hidden />
        Filters
      </Button>
      {sheet === null ? null : (
        <FiltersSheet open={sheet} onOpenChange={setSheet}>
          {filters}
        </FiltersSheet>
      )}
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
