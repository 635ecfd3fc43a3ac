import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { Fault, Outcome } from "#lib/events/document.ts";
import { safeText } from "#lib/format/safe-text.ts";

interface OutcomeLook {
  word: string;
  tone: Tone;
  /** For bars and swatches. */
  color: string;
}

/** How an outcome is told, everywhere: its word, and a colour that is never alone. */
export const OUTCOME_LOOKS: Record<Outcome, OutcomeLook> = {
  "2xx": { word: "2xx", tone: "neutral", color: "var(--color-quiet)" },
  "4xx": { word: "4xx", tone: "warning", color: "var(--color-warning)" },
  "5xx": { word: "5xx", tone: "danger", color: "var(--color-danger)" },
  invalid: { word: "invalid answer", tone: "wine", color: "var(--color-wine)" },
  none: { word: "no response", tone: "violet", color: "var(--color-violet)" },
};

/** Who has to act, as a word and as a sentence about the share of failures. */
export const FAULT_LOOKS: Record<Fault, { word: string; tone: Tone; means: string }> = {
  partner: { word: "Partner", tone: "danger", means: "the API itself failed" },
  rate_limit: { word: "Rate limit", tone: "warning", means: "the API answered 429" },
  user: { word: "User's token", tone: "warning", means: "the user's authorization was refused" },
  recipe: { word: "Recipe", tone: "neutral", means: "the Recipe's own data was refused" },
  network: { word: "Network", tone: "violet", means: "workers could not reach several APIs" },
  platform: { word: "Platform", tone: "accent", means: "the platform failed" },
};

export function FaultBadge({ fault }: { fault: Fault }) {
  const look = FAULT_LOOKS[fault];
  return (
    <Badge tone={look.tone} className="h-5 px-1.5" title={look.means}>
      {look.word}
    </Badge>
  );
}

interface OutcomeBadgeProps {
  outcome: Outcome;
  /** Status or error type: `503`, `timeout`; the outcome's word when absent. */
  label?: string | null;
}

export function OutcomeBadge({ outcome, label }: OutcomeBadgeProps) {
  const look = OUTCOME_LOOKS[outcome];
  return (
    <Badge tone={look.tone} className="h-5 px-1.5 font-semibold">
      {safeText(label ?? look.word)}
    </Badge>
  );
}
