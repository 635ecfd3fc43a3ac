"use client";

import { Columns3 } from "lucide-react";
import dynamic from "next/dynamic";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LookChoicesProps } from "./look-choices.tsx";

const LookChoices = dynamic(() => import("./look-choices.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-72" />,
});

/** Which columns the list has, and how close its rows stand. */
export function LookMenu(props: LookChoicesProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label="Columns and density" variant="secondary" className="max-sm:hidden">
          <Columns3 aria-hidden />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-label="Columns and density" align="end" className="w-56 p-1.5">
        <LookChoices {...props} />
      </PopoverContent>
    </Popover>
  );
}
