"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import { ConfirmForm } from "./confirm-form.tsx";
import { useFormDialog } from "./use-form-dialog.ts";

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
  const { result, busy, form, dialog } = useFormDialog(action);
  return (
    <Dialog {...dialog}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={name}>
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={title}>
        <ConfirmForm
          fields={fields}
          form={form}
          busy={busy}
          problem={formError(result)}
          submit={label}
          tone={tone}
        >
          {children}
        </ConfirmForm>
      </DialogContent>
    </Dialog>
  );
}
