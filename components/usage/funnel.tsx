import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { formatCount, formatPercentShort } from "#lib/format/number.ts";
import type { UsagePeople, UsageReceipt } from "#lib/usage/views.ts";
import { UsageReceiptLine } from "./receipt.tsx";

const STEPS = [
  { key: "connected", name: "Connected the Channel" },
  { key: "created", name: "Created a Recipe" },
  { key: "enabled", name: "Enabled it" },
  { key: "ran", name: "It ran" },
] as const;

interface FunnelProps {
  people: UsagePeople;
  receipt: UsageReceipt;
  days: number;
}

/** How far those came who connected in the range. */
export function Funnel({ people, receipt, days }: FunnelProps) {
  const { funnel } = people;
  return (
    <Panel aria-labelledby="usage-funnel" className="flex flex-col">
      <PanelHeader id="usage-funnel" title="From connection to first run" note="users" />
      {funnel.connected === 0 ? (
        <EmptyState title="Nobody connected in these days" className="flex-1 py-8" />
      ) : (
        <ol className="flex flex-1 flex-col justify-center gap-3.5 px-4 py-2">
          {STEPS.map(({ key, name }) => {
            const users = funnel[key];
            const share = (users ?? 0) / funnel.connected;
            return (
              <li key={key}>
                <p className="flex justify-between gap-3">
                  <span>{name}</span>
                  <span className="whitespace-nowrap">
                    {users === null ? (
                      <span className="text-faint">fewer than 5</span>
                    ) : (
                      <>
                        {formatCount(users)}
                        <span className="ml-3 inline-block min-w-12 text-right text-muted">
                          {formatPercentShort(share)}
                        </span>
                      </>
                    )}
                  </span>
                </p>
                <div aria-hidden className="mt-1.5 h-2 rounded-full bg-text/6">
                  <div className="h-2 rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
                </div>
              </li>
            );
          })}
        </ol>
      )}
      <UsageReceiptLine receipt={receipt} days={days} />
    </Panel>
  );
}
