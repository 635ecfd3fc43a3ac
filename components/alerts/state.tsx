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
import { reachesNobody } from "#lib/alerts/recipes/reach.ts";
import type { AlertStateName, RecipeView } from "#lib/alerts/views.ts";

export type ShownState = AlertStateName | "off";

const LOOKS: Record<ShownState, { word: string; tone: Tone; icon: LucideIcon }> = {
  firing: { word: "Firing", tone: "danger", icon: Siren },
  recovering: { word: "Recovering", tone: "warning", icon: HeartPulse },
  pending: { word: "Pending", tone: "warning", icon: Hourglass },
  error: { word: "Cannot be judged", tone: "warning", icon: TriangleAlert },
  no_data: { word: "No data", tone: "neutral", icon: CircleDashed },
  ok: { word: "OK", tone: "good", icon: CircleCheck },
  off: { word: "Off", tone: "neutral", icon: CirclePause },
};

/** What asks for attention stands first. */
const ORDER = Object.keys(LOOKS) as ShownState[];

const shownState = ({ enabled, state }: RecipeView): ShownState => (enabled ? state.name : "off");

/** One that watches and reaches nobody is as bad as one that cannot be judged. */
export function urgency(recipe: RecipeView): number {
  const place = ORDER.indexOf(shownState(recipe));
  return recipe.enabled && reachesNobody(recipe) ? Math.min(place, ORDER.indexOf("error")) : place;
}

export function AlertStateBadge({ recipe }: { recipe: RecipeView }) {
  return <StateBadge state={shownState(recipe)} />;
}

export function StateBadge({ state }: { state: ShownState }) {
  const { word, tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon />}>
      {word}
    </Badge>
  );
}
