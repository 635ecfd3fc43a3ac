import { ChevronRight } from "lucide-react";
import { FAULT_LOOKS } from "#components/events/outcome.tsx";
import { cn } from "#components/ui/cn.ts";
import { type Judged, verdictRules } from "./verdict-rules.ts";

const DAYS_JUDGED_BY_MINUTE = 2;
const DAY = 86_400_000;

interface VerdictExplanationProps {
  view: Judged & { range: { from: number; to: number } };
  /** Beside something else: what stands in columns stands in lines. */
  narrow?: boolean;
}

/** The rules behind the verdicts and what each came to in this range. */
export function VerdictExplanation({ view, narrow = false }: VerdictExplanationProps) {
  const long = view.range.to - view.range.from > DAYS_JUDGED_BY_MINUTE * DAY;
  return (
    <details className="group border-t border-hairline">
      <summary className="flex h-10 cursor-pointer list-none items-center gap-1.5 px-4 text-sm font-medium text-muted hover:text-text">
        <ChevronRight
          aria-hidden
          size={14}
          strokeWidth={2}
          className="transition-transform group-open:rotate-90"
        />
        How it was decided
      </summary>
      <div className="px-4 pb-4 text-sm">
        <ol
          className={cn(
            "grid gap-x-6 gap-y-2",
            narrow || "sm:grid-cols-[max-content_minmax(0,1fr)_max-content]",
          )}
        >
          {verdictRules(view).map(({ fault, rule, outcome }) => (
            <li key={fault} className={cn("col-span-full grid gap-x-6", narrow || "sm:grid-cols-subgrid")}>
              <span className="font-medium">{FAULT_LOOKS[fault].word}</span>
              <span className="text-muted">{rule}</span>
              <span className={cn("max-w-72", narrow || "sm:text-right")}>{outcome}</span>
            </li>
          ))}
        </ol>
        <p className="mt-3 text-faint">
          The first rule that holds decides.{" "}
          {long ? "Over more than two days, several minutes are judged together. " : ""}
          Logs shows the verdict of each request alone; its page judges it in its own minute.
        </p>
      </div>
    </details>
  );
}
