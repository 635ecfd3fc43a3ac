"use client";

import { type FormEvent, useState } from "react";
import { DESTINATION_NAMES, DestinationIcon } from "#components/alerts/destination-icon.tsx";
import { MAIL_CONFIRMS } from "#components/alerts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { DestinationInput, DestinationType } from "#lib/alerts/action.ts";
import type { DestinationView } from "#lib/alerts/views.ts";
import type { DraftTarget } from "./draft.ts";
import { useCloseToken } from "./token.tsx";

interface Form {
  label: string;
  placeholder: string;
  /** What happens once the Recipe is saved. */
  hint: string;
  pattern: RegExp;
  wrong: string;
  input: (address: string) => DestinationInput;
}

const FORMS: Record<DestinationType, Form> = {
  slack: {
    label: "Incoming webhook's address",
    placeholder: "https://hooks.slack.com/services/…",
    hint: "Slack makes one for a channel under Apps, Incoming Webhooks.",
    pattern: /^https?:\/\/\S+$/,
    wrong: "An address that begins with https://.",
    input: (url) => ({ type: "slack", url }),
  },
  email: {
    label: "Address",
    placeholder: "on-call@example.com",
    hint: MAIL_CONFIRMS,
    pattern: /^\S+@\S+\.\S+$/,
    wrong: "An address as on-call@example.com.",
    input: (to) => ({ type: "email", to }),
  },
  sms: {
    label: "Number",
    placeholder: "+4917012345678",
    hint: "Gets a code to confirm first; nothing else is sent before.",
    pattern: /^\+[1-9]\d{6,14}$/,
    wrong: "A number with its country, as +4917012345678.",
    input: (to) => ({ type: "sms", to }),
  },
  webhook: {
    label: "Address",
    placeholder: "https://example.com/alerts",
    hint: "Signed as Standard Webhooks; the secret is shown once the Recipe is saved.",
    pattern: /^https?:\/\/\S+$/,
    wrong: "An address that begins with https://.",
    input: (url) => ({ type: "webhook", url }),
  },
  pagerduty: {
    label: "Integration key",
    placeholder: "32 characters",
    hint: "Of an Events API v2 integration.",
    pattern: /^[0-9a-zA-Z]{32}$/,
    wrong: "The 32 characters of an Events API v2 integration.",
    input: (key) => ({ type: "pagerduty", routing_key: key }),
  },
};
const TYPES = Object.keys(FORMS) as DestinationType[];

interface DestinationPickerProps {
  destinations: readonly DestinationView[];
  /** Keys of those that are told already. */
  taken: readonly string[];
  onPick: (target: DraftTarget) => void;
}

/** Destinations that the Channel has, and a form for a new one. */
export default function DestinationPicker({ destinations, taken, onPick }: DestinationPickerProps) {
  const close = useCloseToken();
  const [type, setType] = useState<DestinationType>("slack");
  const [address, setAddress] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const form = FORMS[type];
  const pick = (target: DraftTarget) => {
    onPick(target);
    close();
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!form.pattern.test(address.trim())) {
      setProblem(form.wrong);
      return;
    }
    const input = form.input(address.trim());
    const named = name.trim() === "" ? input : { ...input, name: name.trim() };
    pick({ kind: "new", key: `new ${type} ${address.trim()}`, input: named });
  };
  return (
    <>
      {destinations.length === 0 ? null : (
        <ul aria-label="Destinations of this Channel" className="max-h-56 overflow-y-auto pb-1">
          {destinations.map((destination) => (
            <li key={destination.id}>
              <button
                type="button"
                disabled={taken.includes(destination.id)}
                onClick={() => pick({ kind: "known", id: destination.id })}
                className="flex w-full items-center gap-2 rounded-badge px-2 py-1.5 text-left text-sm hover:bg-hover disabled:pointer-events-none disabled:opacity-50"
              >
                <DestinationIcon type={destination.type} className="shrink-0 text-faint" />
                <span className="min-w-0 flex-1 truncate">{destination.name}</span>
                <span className="shrink-0 text-muted">{noteOf(destination)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={add}
        className="flex flex-col gap-3 border-t border-hairline px-2 py-3 first:border-t-0"
      >
        <p className="text-sm font-semibold">Another one</p>
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              value={type}
              onValueChange={(value) => {
                const found = TYPES.find((candidate) => candidate === value);
                if (found !== undefined) setType(found);
                setProblem(null);
              }}
              options={TYPES.map((each) => ({ value: each, label: DESTINATION_NAMES[each] }))}
            />
          )}
        </Field>
        <Field label={form.label} hint={form.hint} error={problem}>
          {(control) => (
            <Input
              {...control}
              value={address}
              placeholder={form.placeholder}
              autoComplete="off"
              onChange={(event) => {
                setAddress(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <Field label="Name" hint="How it is called here; by default its address.">
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={100}
              placeholder={type === "slack" ? "#api-alerts" : "on-call"}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary">
          Add
        </Button>
      </form>
    </>
  );
}

function noteOf({ disabled, confirmed_at, failing_since }: DestinationView): string {
  if (disabled !== null) return "switched off";
  if (confirmed_at === null) return "not confirmed";
  return failing_since === null ? "" : "failing";
}
