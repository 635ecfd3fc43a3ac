"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { SavedView } from "#lib/saved-views/views.ts";
import type { ViewActions } from "./view-actions.ts";

const SavedViews = dynamic(() => import("./saved-views.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-24" />,
});

interface SavedViewsMenuProps extends ViewActions {
  slug: string;
  /** The search on the page. */
  q: string;
  /** `3h`; empty when the range stands still. */
  range: string;
  onOpen: (view: SavedView) => void;
}

/** Searches that were kept, and a form that keeps this one. */
export function SavedViewsMenu(props: SavedViewsMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={buttonClass()}>
        <Bookmark aria-hidden />
        Views
      </PopoverTrigger>
      <PopoverContent aria-label="Saved views" className="w-80 p-1.5">
        <SavedViews
          {...props}
          onOpen={(view) => {
            setOpen(false);
            props.onOpen(view);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
