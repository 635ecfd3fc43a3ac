"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import { useSignIn } from "./use-sign-in.ts";

interface NewPasswordFormProps<Value extends { email: string }> {
  action: FormAction<Value>;
  token: string;
  email: string;
  /** Asks for the person's name too. */
  withName: boolean;
  submit: string;
  /** Where to go once signed in. */
  next: string;
}

/** Chooses a password by a link's token, then signs in with it. */
export function NewPasswordForm<Value extends { email: string }>(props: NewPasswordFormProps<Value>) {
  const { action, token, email, withName, submit, next } = props;
  const { busy: signingIn, error, attempt } = useSignIn(next);
  const { result, busy, form } = useForm(action, (value, form) =>
    attempt("password", "password", { email: value.email, password: String(form.get("password")) }),
  );
  const problem = formError(result) ?? error;
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <input type="hidden" name="token" value={token} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      {withName ? (
        <Field label="Your name" error={fieldError(result, "name")}>
          {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={200} />}
        </Field>
      ) : null}
      <Field label="New password" hint="At least 10 characters." error={fieldError(result, "password")}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={256}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy || signingIn !== null}>
        {submit}
      </Button>
    </form>
  );
}
