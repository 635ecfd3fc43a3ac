"use client";

import { useState } from "react";
import { DESTINATION_NAMES } from "#components/alerts/destination-icon.tsx";
import { MAIL_CONFIRMS } from "#components/alerts/words.ts";
import { useForm } from "#components/forms/use-form.ts";
import { SecretShown } from "#components/members/secret-shown.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import type { DestinationType } from "#lib/alerts/action.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

export interface Added {
  type: DestinationType;
  /** Of a webhook, shown this once. */
  secret: string | null;
  confirmed: boolean;
}

const ADDRESSES: Record<DestinationType, { label: string; placeholder: string; hint: string }> = {
  slack: {
    label: "Incoming webhook’s URL",
    placeholder: "https://hooks.slack.com/services/…",
    hint: "Slack makes one per conversation, under Incoming Webhooks of an app.",
  },
  email: {
    label: "Address",
    placeholder: "oncall@example.com",
    hint: MAIL_CONFIRMS,
  },
  sms: {
    label: "Number",
    placeholder: "+4917012345678",
    hint: "A code is sent there; alerts go out once it was entered here.",
  },
  webhook: {
    label: "URL",
    placeholder: "https://example.com/hooks/alerts",
    hint: "Signed after Standard Webhooks; the secret is shown once.",
  },
  pagerduty: {
    label: "Integration key",
    placeholder: "32 characters",
    hint: "Of an Events API v2 integration of the service.",
  },
};
const TYPES = Object.keys(ADDRESSES) as DestinationType[];

interface AddDestinationFormProps {
  action: FormAction<Added>;
  /** Of the installation itself rather than of a Channel. */
  ofPlatform?: boolean;
}

/** A new place for alerts to go to. */
export function AddDestinationForm({ action, ofPlatform = false }: AddDestinationFormProps) {
  const { result, busy, form } = useForm(action);
  const [type, setType] = useState<DestinationType>("slack");
  const address = ADDRESSES[type];
  const problem = formError(result);
  return (
    <div className="flex flex-col gap-4 px-4 pt-2 pb-4">
      <form {...form} className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Field label="What" className="w-36">
          {(control) => (
            <Select
              {...control}
              name="type"
              value={type}
              onValueChange={(value) => setType(TYPES.find((one) => one === value) ?? "slack")}
              options={TYPES.map((value) => ({ value: value as string, label: DESTINATION_NAMES[value] }))}
            />
          )}
        </Field>
        <Field
          label={address.label}
          hint={
            ofPlatform && type === "email"
              ? "Whoever is not of the staff confirms by a link first."
              : address.hint
          }
          error={fieldError(result, "address")}
          className="min-w-64 flex-1"
        >
          {(control) => (
            <Input
              {...control}
              name="address"
              required
              autoComplete="off"
              placeholder={address.placeholder}
              maxLength={2_048}
            />
          )}
        </Field>
        <Field label="Name" error={fieldError(result, "name")} className="min-w-40">
          {(control) => <Input {...control} name="name" maxLength={100} placeholder="as its address" />}
        </Field>
        <Button type="submit" variant="primary" busy={busy} className="sm:mt-6">
          Add destination
        </Button>
      </form>
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {result.status === "done" ? <Made added={result.value} /> : null}
    </div>
  );
}

function Made({ added: { type, secret, confirmed } }: { added: Added }) {
  if (secret !== null) {
    return (
      <SecretShown title="Signing secret of the new webhook" secret={secret} copyLabel="Copy the secret">
        Keep it where the receiver verifies signatures: it is shown this once.
      </SecretShown>
    );
  }
  if (confirmed) return null;
  return (
    <Notice tone="good" live>
      {type === "sms"
        ? "A code is on its way to that number. Enter it below."
        : "A link is on its way to that address. Alerts are sent there once it was opened."}
    </Notice>
  );
}
