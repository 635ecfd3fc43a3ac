import { CircleCheck, CircleDashed, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { ChannelStateName } from "#lib/channels/views.ts";

interface StateLook {
  word: string;
  tone: Tone;
  icon: LucideIcon;
}

/** A state is told by icon, word and colour together. */
export const STATE_LOOKS: Record<ChannelStateName, StateLook> = {
  down: { word: "Down", tone: "danger", icon: CircleX },
  degraded: { word: "Degraded", tone: "warning", icon: TriangleAlert },
  no_data: { word: "No data", tone: "neutral", icon: CircleDashed },
  healthy: { word: "Healthy", tone: "good", icon: CircleCheck },
};

export function StateBadge({ state }: { state: ChannelStateName }) {
  const look = STATE_LOOKS[state];
  return (
    <Badge tone={look.tone} icon={<look.icon />}>
      {look.word}
    </Badge>
  );
}
