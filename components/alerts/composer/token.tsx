"use client";

import { ChevronDown } from "lucide-react";
import { createContext, type ReactNode, useContext, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";

const Close = createContext<() => void>(() => undefined);

/** Closes the token's menu that this stands in. */
export const useCloseToken = () => useContext(Close);

interface TokenProps {
  /** What it is, for those who do not see the sentence: "Threshold". */
  label: string;
  /** As it reads in the sentence. */
  value: ReactNode;
  /** Its value for those who hear it, where `value` is more than words. */
  spoken?: string;
  icon?: ReactNode;
  invalid?: boolean;
  disabled?: boolean;
  /** What can be chosen. */
  children: ReactNode;
  className?: string;
}

/** A part of the sentence that can be changed. */
export function Token({ label, value, spoken, icon, invalid, disabled, children, className }: TokenProps) {
  const [open, setOpen] = useState(false);
  const words = spoken ?? (typeof value === "string" ? value : "");
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        disabled={disabled}
        aria-label={`${label}: ${words}`}
        aria-invalid={invalid || undefined}
        className={cn(
          "inline-flex max-w-full min-w-0 items-center gap-2 rounded-control border bg-surface px-2.5 py-1 align-middle text-[0.87em] leading-6 font-medium shadow-panel transition-colors hover:border-faint/50 disabled:opacity-70 aria-invalid:border-danger",
          "[&_svg]:shrink-0",
        )}
      >
        {icon}
        <span className="truncate">{value}</span>
        {disabled ? null : <ChevronDown aria-hidden size={14} strokeWidth={1.75} className="text-faint" />}
      </PopoverTrigger>
      <PopoverContent aria-label={label} className={cn("w-60 p-1.5", className)}>
        <Close value={() => setOpen(false)}>{children}</Close>
      </PopoverContent>
    </Popover>
  );
}
