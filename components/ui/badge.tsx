import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

const TONES = {
  neutral: "bg-text/6 text-muted",
  accent: "bg-accent/12 text-accent-text",
  good: "bg-good/12 text-good-text",
  warning: "bg-warning/18 text-warning-text",
  danger: "bg-danger/12 text-danger-text",
  violet: "bg-violet/14 text-violet-text",
  wine: "bg-wine/12 text-wine-text",
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
