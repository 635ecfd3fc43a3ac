import { CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import type { RunLine } from "#lib/jobs/views.ts";

const LOOKS = {
  succeeded: { tone: "good", icon: <CircleCheck />, word: "Succeeded" },
  failed: { tone: "danger", icon: <CircleX />, word: "Failed" },
  running: { tone: "accent", icon: <LoaderCircle />, word: "Running" },
} as const;

export function RunState({ state }: Pick<RunLine, "state">) {
  const { tone, icon, word } = LOOKS[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
