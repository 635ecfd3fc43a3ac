"use client";

import { CornerDownRight } from "lucide-react";
import { DestinationIcon } from "#components/alerts/destination-icon.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DestinationType } from "#lib/alerts/action.ts";
import type { DestinationView } from "#lib/alerts/views.ts";
import type { DraftAction, DraftTarget } from "./draft.ts";
import { keyOf, shownTarget } from "./targets.tsx";

const NOBODY = "nobody";

interface DeliveryCardProps {
  actions: readonly DraftAction[];
  destinations: readonly DestinationView[];
  disabled: boolean;
  onChange: (actions: DraftAction[]) => void;
}

/** How well each destination can be reached, and who is told when it cannot. */
export function DeliveryCard({ actions, destinations, disabled, onChange }: DeliveryCardProps) {
  if (actions.length === 0) return null;
  const known: { target: DraftTarget; name: string }[] = [
    ...destinations.map(({ id, name }) => ({ target: { kind: "known" as const, id }, name })),
    ...actions.flatMap(({ target }) =>
      target.kind === "new" ? [{ target, name: shownTarget(target, destinations)?.name ?? "" }] : [],
    ),
  ];
  return (
    <section aria-labelledby="delivery">
      <h2 id="delivery" className="mb-2 text-base font-semibold">
        Delivery
      </h2>
      <Panel className="divide-y divide-hairline">
        {actions.map(({ target, failover }, place) => {
          const shown = shownTarget(target, destinations);
          const name = shown?.name ?? "a removed destination";
          const others = known.filter((other) => keyOf(other.target) !== keyOf(target));
          const choose = (key: string) => {
            const found = others.find((other) => keyOf(other.target) === key)?.target ?? null;
            onChange(actions.with(place, { target, failover: found }));
          };
          return (
            <div key={keyOf(target)} className="flex flex-col gap-2 px-3 py-3 text-sm">
              <p className="flex items-center gap-2">
                {shown === null ? null : <DestinationIcon type={shown.type} className="shrink-0" />}
                <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                <Health target={target} destinations={destinations} />
              </p>
              <div className="flex items-center gap-2 text-muted">
                <CornerDownRight aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
                <span className="shrink-0">if that fails:</span>
                <Select
                  aria-label={`If ${name} fails`}
                  disabled={disabled || others.length === 0}
                  value={failover === null ? NOBODY : keyOf(failover)}
                  onValueChange={choose}
                  className="h-7"
                  options={[
                    { value: NOBODY, label: "nobody" },
                    ...others.map((other) => ({ value: keyOf(other.target), label: other.name })),
                  ]}
                />
              </div>
            </div>
          );
        })}
      </Panel>
    </section>
  );
}

interface HealthProps {
  target: DraftTarget;
  destinations: readonly DestinationView[];
}

function Health({ target, destinations }: HealthProps) {
  if (target.kind === "new") return <span className="text-muted">{newInWords(target.input.type)}</span>;
  const known = destinations.find(({ id }) => id === target.id);
  if (known === undefined) return null;
  if (known.disabled !== null) return <span className="text-danger-text">switched off</span>;
  if (known.confirmed_at === null) return <span className="text-warning-text">not confirmed yet</span>;
  if (known.failing_since !== null) {
    return (
      <span className="text-danger-text">
        failing since <Time at={known.failing_since} />
      </span>
    );
  }
  if (known.last_delivered_at === null) return <span className="text-muted">nothing sent yet</span>;
  return (
    <span className="text-good-text">
      delivered <Time at={known.last_delivered_at} />
    </span>
  );
}

/** Whose a mailbox is, and whether that is proven, only saving tells. */
function newInWords(type: DestinationType): string {
  if (type === "sms") return "confirms first";
  return type === "email" ? "may have to confirm first" : "new";
}
