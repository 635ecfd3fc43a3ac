import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  HeartPulse,
  Hourglass,
  type LucideIcon,
  Siren,
  TriangleAlert,
} from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { AlertStateName, RecipeView } from "#lib/alerts/views.ts";

type Shown = AlertStateName | "off";

const LOOKS: Record<Shown, { word: string; tone: Tone; icon: LucideIcon }> = {
  firing: { word: "Firing", tone: "danger", icon: Siren },
  recovering: { word: "Recovering", tone: "warning", icon: HeartPulse },
  pending: { word: "Pending", tone: "warning", icon: Hourglass },
  error: { word: "Cannot be judged", tone: "warning", icon: TriangleAlert },
  no_data: { word: "No data", tone: "neutral", icon: CircleDashed },
  ok: { word: "OK", tone: "good", icon: CircleCheck },
  off: { word: "Off", tone: "neutral", icon: CirclePause },
};

/** What asks for attention stands first. */
const ORDER = Object.keys(LOOKS) as Shown[];

const shownState = ({ enabled, state }: RecipeView): Shown => (enabled ? state.name : "off");

export const urgency = (recipe: RecipeView): number => ORDER.indexOf(shownState(recipe));

export function AlertStateBadge({ recipe }: { recipe: RecipeView }) {
  const { word, tone, icon: Icon } = LOOKS[shownState(recipe)];
  return (
    <Badge tone={tone} icon={<Icon />}>
      {word}
    </Badge>
  );
}
