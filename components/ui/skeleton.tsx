import { cn } from "./cn.ts";

/** Holds the place of what is coming; give it the size of that. Announce loading once on the surrounding region. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse usual:rounded-badge bg-text/6", className)} />;
}
