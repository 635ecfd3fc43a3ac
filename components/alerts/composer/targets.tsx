"use client";

import { Plus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { Fragment } from "react";
import { DestinationIcon } from "#components/alerts/destination-icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DestinationType } from "#lib/alerts/action.ts";
import type { DestinationView } from "#lib/alerts/views.ts";
import { addressOf, type DraftAction, type DraftTarget, type ShownTarget } from "./draft.ts";
import { Token } from "./token.tsx";

const DestinationPicker = dynamic(() => import("./destination-picker.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-32" />,
});

const VERBS: Record<DestinationType, string> = {
  slack: "post to",
  email: "email",
  sms: "text",
  webhook: "call",
  pagerduty: "page",
};

export function shownTarget(target: DraftTarget, known: readonly DestinationView[]): ShownTarget | null {
  if (target.kind === "new") {
    return { type: target.input.type, name: target.input.name ?? addressOf(target.input) };
  }
  return known.find(({ id }) => id === target.id) ?? null;
}

export const keyOf = (target: DraftTarget) => (target.kind === "known" ? target.id : target.key);

interface TargetsProps {
  actions: readonly DraftAction[];
  destinations: readonly DestinationView[];
  refused: string | null;
  disabled: boolean;
  onChange: (actions: DraftAction[]) => void;
}

/** Who is told, as the second half of the sentence. */
export function TargetsSentence({ actions, destinations, refused, disabled, onChange }: TargetsProps) {
  const taken = actions.map(({ target }) => keyOf(target));
  const pick = (place: number) => (target: DraftTarget) => {
    const chosen: DraftAction = { target, failover: actions[place]?.failover ?? null };
    onChange(place < actions.length ? actions.with(place, chosen) : [...actions, chosen]);
  };
  const picker = (place: number) => (
    <DestinationPicker destinations={destinations} taken={taken} onPick={pick(place)} />
  );
  if (actions.length === 0) {
    return (
      <>
        tell{" "}
        <Token
          label="Destination"
          value={<span className="text-muted">choose whom</span>}
          spoken="choose whom"
          disabled={disabled}
          invalid={refused?.startsWith("actions") ?? false}
          className="w-80"
        >
          {picker(0)}
        </Token>
      </>
    );
  }
  return (
    <>
      {actions.map(({ target }, place) => {
        const shown = shownTarget(target, destinations);
        return (
          <Fragment key={keyOf(target)}>
            {place > 0 ? " and " : null}
            {shown === null ? "tell" : VERBS[shown.type]}{" "}
            <span className="inline-flex max-w-full items-center">
              <Token
                label={`Destination ${place + 1}`}
                value={shown?.name ?? "a removed destination"}
                icon={shown === null ? null : <DestinationIcon type={shown.type} />}
                disabled={disabled}
                invalid={refused?.startsWith(`actions.${place}`) ?? false}
                className="w-80"
              >
                {picker(place)}
              </Token>
              {actions.length > 1 && !disabled ? (
                <IconButton
                  label={`Do not tell ${shown?.name ?? "it"}`}
                  size="sm"
                  onClick={() => onChange(actions.toSpliced(place, 1))}
                >
                  <X aria-hidden />
                </IconButton>
              ) : null}
            </span>{" "}
          </Fragment>
        );
      })}
      {disabled ? null : (
        <Token
          label="Another destination"
          spoken="and also"
          value={
            <span className="flex items-center gap-1.5 text-sm text-muted">
              <Plus aria-hidden size={14} strokeWidth={1.75} />
              and also
            </span>
          }
          className="w-80"
        >
          {picker(actions.length)}
        </Token>
      )}
    </>
  );
}
