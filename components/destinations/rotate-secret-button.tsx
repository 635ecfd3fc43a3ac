"use client";

import { ConfirmForm } from "#components/forms/confirm-form.tsx";
import { useFormDialog } from "#components/forms/use-form-dialog.ts";
import { SecretShown } from "#components/members/secret-shown.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

export interface RotatedSecret {
  /** The new one, shown this once. */
  secret: string;
  /** Until when the old one signs as well, milliseconds since 1970. */
  until: number;
}

interface RotateSecretButtonProps {
  id: string;
  name: string;
  action: FormAction<RotatedSecret>;
}

/** Gives a webhook another signing secret, and shows it once. */
export function RotateSecretButton({ id, name, action }: RotateSecretButtonProps) {
  const { result, busy, form, dialog } = useFormDialog(action, undefined, { staysOpen: true });
  return (
    <Dialog {...dialog}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Rotate the secret of ${name}`}>
          Rotate secret
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Rotate the secret of ${name}${result.status === "done" ? "" : "?"}`}
        // From the press on: closed meanwhile, the new secret would come to nobody.
        held={busy || result.status === "done"}
      >
        {result.status === "done" ? (
          <div className="flex flex-col gap-4">
            <SecretShown
              title="New signing secret"
              secret={result.value.secret}
              copyLabel="Copy the new secret"
            >
              Give it to the receiver now: it is shown this once. Until <Time at={result.value.until} />,
              deliveries are signed with the old one too.
            </SecretShown>
            <div className="flex justify-end">
              <DialogClose asChild>
                <Button variant="primary">Done</Button>
              </DialogClose>
            </div>
          </div>
        ) : (
          <ConfirmForm
            fields={{ id }}
            form={form}
            busy={busy}
            problem={formError(result)}
            submit="Rotate secret"
            tone="primary"
          >
            It gets a new secret, which is shown once. For 24 hours deliveries are signed with both, then with
            the new one alone, so that the receiver can change over without missing any.
          </ConfirmForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
