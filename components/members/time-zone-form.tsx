"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import { TimeZoneInput } from "./time-zone-input.tsx";

interface TimeZoneFormProps {
  timeZone: string;
  zones: readonly string[];
  action: FormAction<null>;
}

export function TimeZoneForm({ timeZone, zones, action }: TimeZoneFormProps) {
  const { result, busy, form } = useForm(action);
  return (
    <form {...form} className="flex flex-wrap items-start gap-4">
      <Field
        label="Time zone"
        hint={result.status === "done" ? "Saved." : "For days and hours in its reports; an IANA name."}
        error={fieldError(result, "timeZone") ?? formError(result)}
        className="min-w-64"
      >
        {(control) => <TimeZoneInput key={timeZone} {...control} zones={zones} defaultValue={timeZone} />}
      </Field>
      <Button type="submit" className="sm:mt-[24px]" busy={busy}>
        Save
      </Button>
    </form>
  );
}
