"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "group flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-control/60 bg-surface transition-colors hover:border-control disabled:opacity-50",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-on-accent",
        "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent data-[state=indeterminate]:text-on-accent",
        className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Check size={12} strokeWidth={2.5} className="group-data-[state=indeterminate]:hidden" />
        <Minus size={12} strokeWidth={2.5} className="hidden group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
