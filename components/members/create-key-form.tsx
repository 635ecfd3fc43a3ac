"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { KEY_SCOPES, type KeyScope } from "#lib/channels/access.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import { FirstEvent } from "./first-event.tsx";
import { SecretShown } from "./secret-shown.tsx";

const MEANINGS: Record<KeyScope, string> = {
  "events:write": "send events",
  read: "read requests and health",
  "alerts:write": "change alerts",
};

interface CreateKeyFormProps {
  channel: string;
  origin: string;
  action: FormAction<{ key: string; scopes: readonly KeyScope[] }>;
}

export function CreateKeyForm({ channel, origin, action }: CreateKeyFormProps) {
  const { result, busy, form } = useForm(action);
  const scopesError = fieldError(result, "scopes");
  const problem = formError(result);
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      <form {...form} className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <Field label="Name" error={fieldError(result, "name")} className="min-w-56">
          {(control) => (
            <Input {...control} name="name" placeholder="platform workers" required maxLength={100} />
          )}
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">It may</legend>
          <div className="flex min-h-8 flex-wrap items-center gap-x-5 gap-y-2">
            {KEY_SCOPES.map((scope) => (
              <span key={scope} className="flex items-center gap-2">
                <Checkbox
                  id={`scope-${scope}`}
                  name="scopes"
                  value={scope}
                  defaultChecked={scope === "events:write"}
                />
                <Label htmlFor={`scope-${scope}`}>{MEANINGS[scope]}</Label>
              </span>
            ))}
          </div>
          <Problem>{scopesError}</Problem>
        </fieldset>
        <Button type="submit" variant="primary" busy={busy}>
          Create key
        </Button>
      </form>
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {result.status === "done" ? (
        <>
          <SecretShown title="Your new key" secret={result.value.key} copyLabel="Copy the key">
            Keep it somewhere safe now: it is shown this once.
          </SecretShown>
          {result.value.scopes.includes("events:write") ? (
            <div className="flex flex-col gap-2">
              <p className="text-sm text-muted">Send a first event with it; it is in Logs a second later.</p>
              <FirstEvent origin={origin} channel={channel} apiKey={result.value.key} />
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
