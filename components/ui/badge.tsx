import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** Opaque, so that words stay readable on a chosen row. */
const TONES = {
  neutral: "bg-[color-mix(in_srgb,var(--color-text)_6%,var(--color-surface))] text-muted",
  accent: "bg-[color-mix(in_srgb,var(--color-accent)_12%,var(--color-surface))] text-accent-text",
  good: "bg-[color-mix(in_srgb,var(--color-good)_12%,var(--color-surface))] text-good-text",
  warning: "bg-[color-mix(in_srgb,var(--color-warning)_18%,var(--color-surface))] text-warning-text",
  danger: "bg-[color-mix(in_srgb,var(--color-danger)_12%,var(--color-surface))] text-danger-text",
  violet: "bg-[color-mix(in_srgb,var(--color-violet)_14%,var(--color-surface))] text-violet-text",
  wine: "bg-[color-mix(in_srgb,var(--color-wine)_12%,var(--color-surface))] text-wine-text",
} as const;

export type Tone = keyof typeof TONES;

interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone;
  /** An icon before the word, so that colour is not alone in telling. */
  icon?: ReactNode;
}

export function Badge({ tone = "neutral", icon, className, children, ...rest }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex usual:h-6 max-w-full items-center gap-1.5 rounded-badge usual:px-2 usual:text-sm usual:font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-2",
        TONES[tone],
        className,
      )}
      {...rest}
    >
      {icon ? <span aria-hidden>{icon}</span> : null}
      {children}
    </span>
  );
}
