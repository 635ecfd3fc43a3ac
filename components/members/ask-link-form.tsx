"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

/** Asks for a password link by e-mail. */
export function AskLinkForm({ action }: { action: FormAction<null> }) {
  const { result, busy, form } = useForm(action);
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {result.status === "done" ? (
        <Notice tone="good" live title="Look into your mailbox">
          If somebody signs in with this address, a link is on its way. It works once, within an hour.
        </Notice>
      ) : null}
      <Field label="E-mail" error={fieldError(result, "email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Mail me a link
      </Button>
    </form>
  );
}
