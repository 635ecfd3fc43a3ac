"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

export function RegisterPartnerForm({ action }: { action: FormAction<null> }) {
  const { result, busy, form } = useForm(action);
  return (
    <form {...form} className="flex flex-wrap items-start gap-4">
      <Field label="Company" error={fieldError(result, "name") ?? formError(result)} className="min-w-64">
        {(control) => <Input {...control} name="name" placeholder="Acme, Inc." required maxLength={200} />}
      </Field>
      <Button type="submit" className="sm:mt-[24px]" busy={busy}>
        Register Partner
      </Button>
    </form>
  );
}
