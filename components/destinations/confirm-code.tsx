"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

interface ConfirmCodeProps {
  id: string;
  /** false where a link is opened instead of a code entered. */
  byCode: boolean;
  confirm: FormAction<null>;
  again: FormAction<null>;
}

/** For a destination whose recipient has not confirmed yet. */
export function ConfirmCode({ id, byCode, confirm, again }: ConfirmCodeProps) {
  const entering = useForm(confirm);
  const resending = useForm(again);
  const problem =
    fieldError(entering.result, "code") ?? formError(entering.result) ?? formError(resending.result);
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      {byCode ? (
        <form {...entering.form} className="flex items-center gap-2">
          <input type="hidden" name="id" value={id} />
          <Input
            name="code"
            aria-label="Code that was sent"
            inputMode="numeric"
            autoComplete="one-time-code"
            placeholder="123456"
            required
            maxLength={6}
            className="w-24"
          />
          <Button type="submit" size="sm" busy={entering.busy}>
            Confirm
          </Button>
        </form>
      ) : null}
      <form {...resending.form}>
        <input type="hidden" name="id" value={id} />
        <Button type="submit" size="sm" variant="ghost" busy={resending.busy}>
          {byCode ? "Send another code" : "Send another link"}
        </Button>
      </form>
      {resending.result.status === "done" ? (
        <p role="status" className="text-sm text-muted">
          It is on its way.
        </p>
      ) : null}
      <Problem>{problem}</Problem>
    </div>
  );
}
