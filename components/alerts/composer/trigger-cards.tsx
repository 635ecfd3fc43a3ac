import { Activity, Bug, Check, Flame, type LucideIcon, MoonStar, Percent, Timer, Unplug } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import type { TriggerType } from "#lib/alerts/trigger.ts";

const CARDS: { type: TriggerType; title: string; note: string; icon: LucideIcon }[] = [
  {
    type: "error_rate_above",
    title: "Error rate is above",
    note: "share of failing requests",
    icon: Percent,
  },
  { type: "down", title: "Is down", note: "no success while it is called", icon: Unplug },
  { type: "latency_above", title: "Is slow", note: "p95 or p99 above a duration", icon: Timer },
  { type: "unusual", title: "Is unusual", note: "outside its own daily pattern", icon: Activity },
  { type: "no_traffic", title: "Has no traffic", note: "although it usually has", icon: MoonStar },
  {
    type: "budget_burn",
    title: "Burns its error budget",
    note: "99.9 % over 30 days, fast or slow",
    icon: Flame,
  },
  { type: "new_error", title: "Shows a new error", note: "a signature never seen before", icon: Bug },
];

interface TriggerCardsProps {
  chosen: TriggerType;
  disabled: boolean;
  onChoose: (type: TriggerType) => void;
}

/** What my API can do, to make a Recipe of. */
export function TriggerCards({ chosen, disabled, onChoose }: TriggerCardsProps) {
  return (
    <section aria-labelledby="my-api">
      <h2 id="my-api" className="mb-2 text-base font-semibold">
        My API
      </h2>
      <ul className="grid gap-2 sm:max-xl:grid-cols-2">
        {CARDS.map(({ type, title, note, icon: Icon }) => (
          <li key={type}>
            <button
              type="button"
              aria-pressed={type === chosen}
              disabled={disabled}
              onClick={() => onChoose(type)}
              className={cn(
                "flex w-full items-center gap-3 rounded-panel border bg-surface px-3 py-2 text-left shadow-panel transition-colors hover:border-faint/50",
                type === chosen && "border-accent ring-2 ring-accent/25 hover:border-accent",
              )}
            >
              <Icon
                aria-hidden
                size={16}
                strokeWidth={1.75}
                className={cn("shrink-0 text-muted", type === chosen && "text-accent-text")}
              />
              <span className="min-w-0 flex-1">
                <span className="block text-sm font-semibold">{title}</span>
                <span className="block text-sm text-muted">{note}</span>
              </span>
              {type === chosen ? (
                <Check aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-accent-text" />
              ) : null}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
