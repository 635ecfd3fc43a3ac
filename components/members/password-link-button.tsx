"use client";

import { ConfirmForm } from "#components/forms/confirm-form.tsx";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import { SecretShown } from "./secret-shown.tsx";

/** What became of a password link; whoever may not hold it themselves gets none. */
export interface PasswordLinkMade {
  email: string;
  link: string | null;
}

interface PasswordLinkButtonProps {
  personId: string;
  email: string;
  action: FormAction<PasswordLinkMade>;
}

/** Lets a member set a new password by a link. */
export function PasswordLinkButton({ personId, email, action }: PasswordLinkButtonProps) {
  const { result, busy, form, clear } = useForm(action);
  return (
    <Dialog onOpenChange={clear}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={`New password for ${email}`}>
          New password
        </Button>
      </DialogTrigger>
      <DialogContent title={`A new password for ${email}`}>
        {result.status === "done" ? (
          <Made {...result.value} />
        ) : (
          <ConfirmForm
            fields={{ personId }}
            form={form}
            busy={busy}
            problem={formError(result)}
            submit="Make the link"
          >
            They get a link that sets a new password, once, within an hour. Until then the old one keeps
            working.
          </ConfirmForm>
        )}
      </DialogContent>
    </Dialog>
  );
}

function Made({ email, link }: PasswordLinkMade) {
  if (link === null) {
    return (
      <Notice tone="good" live title="On its way">
        Sent to {email}.
      </Notice>
    );
  }
  return (
    <SecretShown title="Password link" secret={link} copyLabel="Copy the link">
      Nothing was mailed: give it to {email} yourself, and to nobody else.
    </SecretShown>
  );
}
