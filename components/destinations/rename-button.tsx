"use client";

import { useState } from "react";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

/** Gives a destination another name. */
export function RenameButton({ id, name, action }: { id: string; name: string; action: FormAction<null> }) {
  const [open, setOpen] = useState(false);
  const { result, busy, form } = useForm(action, () => setOpen(false));
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Rename ${name}`}>
          Rename
        </Button>
      </DialogTrigger>
      <DialogContent title={`Rename ${name}`}>
        <form {...form} className="flex flex-col gap-4">
          <input type="hidden" name="id" value={id} />
          <Field label="Name" error={fieldError(result, "name") ?? formError(result)}>
            {(control) => <Input {...control} name="name" defaultValue={name} required maxLength={100} />}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" variant="primary" busy={busy}>
              Rename
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
