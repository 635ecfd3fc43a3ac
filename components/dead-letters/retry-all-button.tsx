"use client";

import { ConfirmForm } from "#components/forms/confirm-form.tsx";
import { useFormDialog } from "#components/forms/use-form-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { RetryResult } from "#lib/dead-letters/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface RetryAllButtonProps {
  /** How many match, as far as is known. */
  matching: number;
  /** Range and search, as the action takes them. */
  fields: Record<string, string>;
  /** While what would be retried is not what is shown. */
  disabled: boolean;
  action: FormAction<RetryResult>;
  onDone: (result: RetryResult) => void;
}

/** Asks once, then sends all that matches again. */
export function RetryAllButton({ matching, fields, disabled, action, onDone }: RetryAllButtonProps) {
  const { result, busy, form, dialog } = useFormDialog(action, onDone);
  const what = formatPlural(matching, "letter");
  return (
    <Dialog {...dialog}>
      <DialogTrigger asChild>
        <Button size="sm" disabled={disabled}>
          Retry all that match
        </Button>
      </DialogTrigger>
      <DialogContent title={`Retry ${what}?`}>
        <ConfirmForm
          fields={fields}
          form={form}
          busy={busy || disabled}
          problem={formError(result)}
          submit="Retry"
        >
          Their bytes are appended to the topic they came from, a thousand at a time and each letter once.
          What is still wrong with them makes new letters. This is noted in the audit trail.
        </ConfirmForm>
      </DialogContent>
    </Dialog>
  );
}
