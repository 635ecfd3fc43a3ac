"use client";

import { Check, Minus } from "lucide-react";
import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "./cn.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> {
  checked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  /** Some of what it stands for is chosen; a click chooses all. */
  indeterminate?: boolean;
}

export function Checkbox({ indeterminate = false, onCheckedChange, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <span className={cn("relative inline-flex size-4 shrink-0 text-on-accent", className)}>
      <input
        ref={box}
        type="checkbox"
        className="peer size-4 appearance-none rounded-[4px] border border-control/60 bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent not-checked:not-indeterminate:hover:border-control disabled:opacity-50"
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        {...rest}
      />
      <Check
        aria-hidden
        size={12}
        strokeWidth={2.5}
        className="pointer-events-none absolute inset-0.5 hidden peer-checked:not-peer-indeterminate:block"
      />
      <Minus
        aria-hidden
        size={12}
        strokeWidth={2.5}
        className="pointer-events-none absolute inset-0.5 hidden peer-indeterminate:block"
      />
    </span>
  );
}
