import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export const CONTROL =
  "h-8 w-full rounded-control border bg-surface px-2.5 usual:text-base text-text shadow-panel transition-colors hover:border-faint/50 focus:border-accent focus:outline-2 focus:outline-accent/25 focus:outline-offset-0 disabled:opacity-50 aria-invalid:border-danger";

interface InputProps extends ComponentProps<"input"> {
  /** An icon at its start. */
  icon?: ReactNode;
}

export function Input({ icon, className, ...rest }: InputProps) {
  if (!icon) return <input className={cn(CONTROL, className)} {...rest} />;
  return (
    <span className={cn("relative block", className)}>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint [&_svg]:size-4 [&_svg]:stroke-[1.75]"
      >
        {icon}
      </span>
      <input className={cn(CONTROL, "pl-8")} {...rest} />
    </span>
  );
}
