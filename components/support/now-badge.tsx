import { CirclePause, CirclePlay } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import type { RecipeHistory } from "#lib/support/history.ts";

/** Whether a Recipe is on now. */
export function NowBadge({ history: { enabled } }: { history: RecipeHistory }) {
  return enabled ? (
    <Badge tone="good" icon={<CirclePlay />}>
      On
    </Badge>
  ) : (
    <Badge icon={<CirclePause />}>Off</Badge>
  );
}
