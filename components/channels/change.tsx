import { cn } from "#components/ui/cn.ts";
import { formatPoints } from "#lib/format/number.ts";

interface PointsChangeProps {
  now: number | null;
  before: number | null;
  className?: string;
}

/** How a share moved since the period before, in percentage points; nothing when there is nothing to compare. */
export function PointsChange({ now, before, className }: PointsChangeProps) {
  if (now === null || before === null) return null;
  return <span className={cn("text-sm text-faint", className)}>{formatPoints(now - before)}</span>;
}
