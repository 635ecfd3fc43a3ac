import { CircleCheck, CircleStop, Flame, type LucideIcon, UserCheck } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { type IncidentStateName, stateOf } from "./words.ts";

const LOOKS: Record<IncidentStateName, { word: string; tone: Tone; icon: LucideIcon }> = {
  open: { word: "Firing", tone: "danger", icon: Flame },
  acknowledged: { word: "Acknowledged", tone: "warning", icon: UserCheck },
  recovered: { word: "Recovered", tone: "good", icon: CircleCheck },
  ended: { word: "Ended", tone: "neutral", icon: CircleStop },
};

/** A state is told by icon, word and colour together. */
export function IncidentState({
  incident,
}: {
  incident: Pick<IncidentSummary, "recovered_at" | "ended_because" | "acknowledged">;
}) {
  const look = LOOKS[stateOf(incident)];
  return (
    <Badge tone={look.tone} icon={<look.icon />}>
      {look.word}
    </Badge>
  );
}
