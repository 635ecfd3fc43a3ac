import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { Spinner } from "./spinner.tsx";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent/90 border border-transparent",
  secondary: "bg-surface text-text border shadow-panel hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-text border border-transparent",
  danger: "bg-surface text-danger-text border border-danger/40 hover:bg-danger/10",
} as const;

const SIZES = { md: "h-8 px-3 gap-2", sm: "h-7 px-2.5 gap-1.5" } as const;

export type ButtonVariant = keyof typeof VARIANTS;

/** The look of a button, for links that act as one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: keyof typeof SIZES = "md") {
  return cn(
    "inline-flex shrink-0 items-center justify-center rounded-control text-sm font-medium whitespace-nowrap transition-colors select-none",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
    "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
    VARIANTS[variant],
    SIZES[size],
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: keyof typeof SIZES;
  /** Renders its single child (a link) with the look of a button. */
  asChild?: boolean;
  /** Shows a spinner and takes no clicks. */
  busy?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  asChild = false,
  busy = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  const look = cn(buttonClass(variant, size), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type={type} className={look} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <Spinner label="Working" /> : null}
      {children}
    </button>
  );
}
