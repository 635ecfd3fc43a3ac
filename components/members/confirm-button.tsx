"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import { useForm } from "./use-form.ts";

interface ConfirmButtonProps {
  /** The button's word: "Revoke". */
  label: string;
  /** Its full name for those who do not see the row: "Revoke the key worker". */
  name: string;
  title: string;
  children: ReactNode;
  /** What the action gets. */
  fields: Record<string, string>;
  action: FormAction<null>;
  /** `danger` for what cannot be undone. */
  tone?: "danger" | "primary";
}

/** Asks once, then does it. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, name, title, children, fields, action, tone = "danger" } = props;
  const [open, setOpen] = useState(false);
  const { result, busy, onSubmit, clear } = useForm(action, () => setOpen(false));
  const problem = formError(result);
  function change(next: boolean) {
    clear();
    setOpen(next);
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={name}>
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={title}>
        <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
          {problem === null ? null : (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <p className="text-muted">{children}</p>
          {Object.entries(fields).map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant={tone} busy={busy}>
              {label}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
