"use client";

import { useState } from "react";
import type { FormAction } from "#lib/http/form-result.ts";
import { useForm } from "./use-form.ts";

/**
 * A form in a dialog, which closes when it is done. Opening and closing it forget what was answered before; `dialog` is
 * for the dialog itself. `staysOpen` for one that shows what came of it.
 */
export function useFormDialog<Value>(
  action: FormAction<Value>,
  onDone?: (value: Value) => void,
  { staysOpen = false }: { staysOpen?: boolean } = {},
) {
  const [open, setOpen] = useState(false);
  const { clear, ...form } = useForm(action, (value) => {
    if (!staysOpen) setOpen(false);
    onDone?.(value);
  });
  const onOpenChange = (next: boolean) => {
    clear();
    setOpen(next);
  };
  return { ...form, dialog: { open, onOpenChange } };
}
