import Link from "next/link";
import { FAULT_LOOKS } from "#components/events/outcome.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { Fault } from "#lib/events/document.ts";
import type { HealthView } from "#lib/events/views.ts";
import { formatCount, formatPercent } from "#lib/format/number.ts";
import { logsHref } from "./links.ts";
import { VerdictExplanation } from "./verdict-explanation.tsx";
import { faultConditions } from "./verdict-rules.ts";

const COLORS: Record<Fault, string> = {
  partner: "var(--color-danger)",
  rate_limit: "var(--color-warning)",
  user: "var(--color-accent)",
  recipe: "var(--color-quiet)",
  network: "var(--color-violet)",
  platform: "var(--color-teal)",
};

/** Whose fault the failures are, as shares of one bar and in words. */
export function FaultStrip({ view }: { view: HealthView }) {
  const { faults, channel, range } = view;
  const total = faults.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const sorted = faults.toSorted((a, b) => b.count - a.count);
  return (
    <Panel aria-labelledby="fault">
      <PanelHeader id="fault" title="Whose fault" note={`of ${formatCount(total)} failures`} />
      <div aria-hidden className="mx-4 flex h-2 gap-px overflow-hidden rounded-full">
        {sorted.map(({ fault, count }) => (
          <span key={fault} style={{ flexGrow: count, backgroundColor: COLORS[fault] }} className="min-w-1" />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-8 gap-y-2 px-4 py-3">
        {sorted.map(({ fault, count }) => (
          <li key={fault} className="flex items-start gap-2">
            <span
              aria-hidden
              style={{ backgroundColor: COLORS[fault] }}
              className="mt-[5px] size-2.5 rounded-[2.5px]"
            />
            <div>
              <Link
                href={logsHref(channel.slug, range, faultConditions(fault))}
                className="font-medium hover:underline"
              >
                {FAULT_LOOKS[fault].word} {formatPercent(count / total)}
              </Link>
              <p className="text-sm text-muted">
                {formatCount(count)} · {FAULT_LOOKS[fault].means}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <VerdictExplanation view={view} />
    </Panel>
  );
}
