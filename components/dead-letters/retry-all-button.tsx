"use client";

import { useState } from "react";
import { useForm } from "#components/members/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { RetryResult } from "#lib/dead-letters/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface RetryAllButtonProps {
  /** How many match, as far as is known. */
  matching: number;
  /** Range and search, as the action takes them. */
  fields: Record<string, string>;
  action: FormAction<RetryResult>;
  onDone: (result: RetryResult) => void;
}

/** Asks once, then sends all that matches again. */
export function RetryAllButton({ matching, fields, action, onDone }: RetryAllButtonProps) {
  const [open, setOpen] = useState(false);
  const { result, busy, onSubmit, clear } = useForm(action, (value) => {
    setOpen(false);
    onDone(value);
  });
  const problem = formError(result);
  const what = formatPlural(matching, "letter");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        clear();
        setOpen(next);
      }}
    >
      <DialogTrigger asChild>
        <Button size="sm">Retry all that match</Button>
      </DialogTrigger>
      <DialogContent title={`Retry ${what}?`}>
        <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
          {problem === null ? null : (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <p className="text-muted">
            Their bytes are appended to the topic they came from, a thousand at a time and each letter once.
            What is still wrong with them makes new letters. This is noted in the audit trail.
          </p>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy}>
              Retry
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
