"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { cn } from "./cn.ts";
import { CONTROL } from "./input.tsx";
import { useEarlyChange } from "./use-early-change.ts";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SelectProps extends Omit<ComponentProps<"select">, "value" | "defaultValue" | "children" | "ref"> {
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** Stands there until something is chosen. */
  placeholder?: string;
}

/** The browser's own list of choices: it knows phones, typing and screen readers best, and costs no script. */
export function Select({
  options,
  placeholder,
  value,
  defaultValue,
  onValueChange,
  className,
  ...rest
}: SelectProps) {
  const list = useRef<HTMLSelectElement>(null);
  useEarlyChange(list, (element) => {
    // A value that is not offered shows as the first one, which nobody chose.
    const offered = [...element.options].some((option) => option.value === value);
    if (offered && element.value !== value) onValueChange?.(element.value);
  });
  return (
    <span className={cn("relative block", className)}>
      <select
        ref={list}
        className={cn(CONTROL, "cursor-pointer appearance-none truncate pr-8 text-sm invalid:text-muted")}
        required={placeholder !== undefined}
        {...(value === undefined
          ? { defaultValue: defaultValue ?? (placeholder === undefined ? undefined : "") }
          : { value, autoComplete: "off" })}
        onChange={({ target }) => {
          // Hydrated in the midst of a choice, React has put its own value back before it hears of the change.
          if (target.value !== value) onValueChange?.(target.value);
        }}
        {...rest}
      >
        {placeholder === undefined ? null : (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
