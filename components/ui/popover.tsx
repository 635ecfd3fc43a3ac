"use client";

import { lazy, Suspense } from "react";
import { LayerRoot, LayerTrigger, type LayerTriggerProps, useLayer, useWanted } from "./layer.tsx";
import type { PopoverContentProps } from "./popover-panel.tsx";

const load = () => import("./popover-panel.tsx");
const PopoverPanel = lazy(load);

export const Popover = LayerRoot;

export const PopoverTrigger = (props: LayerTriggerProps) => <LayerTrigger load={load} {...props} />;

/** Placing it beside its trigger takes a library, which comes when somebody is about to open one. */
export function PopoverContent(props: PopoverContentProps) {
  if (!useWanted(useLayer().open)) return null;
  return (
    <Suspense>
      <PopoverPanel {...props} />
    </Suspense>
  );
}
