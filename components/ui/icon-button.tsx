"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** Its name, also shown as a tooltip. */
  label: string;
  /** An icon. */
  children: ReactNode;
  variant?: "ghost" | "secondary";
  size?: "md" | "sm";
  /** For toggles. */
  pressed?: boolean;
  side?: "top" | "right" | "bottom" | "left";
}

export function IconButton({
  label,
  children,
  variant = "ghost",
  size = "md",
  pressed,
  side = "bottom",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} side={side}>
      <button
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-control usual:text-muted transition-colors hover:bg-hover hover:text-text",
          "disabled:pointer-events-none disabled:opacity-50 aria-pressed:bg-accent/10 aria-pressed:text-accent-text",
          "[&_svg]:size-4 [&_svg]:stroke-[1.75]",
          variant === "secondary" && "border bg-surface text-text shadow-panel",
          size === "md" ? "size-8" : "size-7",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
