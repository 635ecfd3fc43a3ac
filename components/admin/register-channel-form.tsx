"use client";

import { useForm } from "#components/forms/use-form.ts";
import { TimeZoneInput } from "#components/members/time-zone-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

interface RegisterChannelFormProps {
  partners: readonly { id: string; name: string }[];
  /** Of an unregistered Channel whose traffic is there already. */
  slug?: string;
  timeZones: readonly string[];
  action: FormAction<{ slug: string }>;
}

export function RegisterChannelForm({ partners, slug, timeZones, action }: RegisterChannelFormProps) {
  const { result, busy, form } = useForm(action);
  const problem = formError(result);
  const options = partners.map((partner) => ({ value: partner.id, label: partner.name }));
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {result.status === "done" ? (
        <Notice tone="good" live>
          {result.value.slug} is registered. Invite its owner below.
        </Notice>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Partner" error={fieldError(result, "partnerId")}>
          {(control) => (
            <Select
              {...control}
              name="partnerId"
              options={options}
              placeholder="Choose a Partner"
              {...(options.length === 1 && options[0] ? { defaultValue: options[0].value } : {})}
            />
          )}
        </Field>
        <Field label="Name" error={fieldError(result, "name")}>
          {(control) => <Input {...control} name="name" placeholder="Acme Chat" required maxLength={200} />}
        </Field>
        <Field
          label="Slug"
          hint="Its key in every event; it can never change."
          error={fieldError(result, "slug")}
        >
          {(control) => (
            <Input
              {...control}
              name="slug"
              placeholder="acme-chat"
              defaultValue={slug}
              required
              maxLength={64}
              autoCapitalize="none"
            />
          )}
        </Field>
        <Field
          label="Time zone"
          hint="For days and hours in its reports."
          error={fieldError(result, "timeZone")}
        >
          {(control) => <TimeZoneInput {...control} zones={timeZones} defaultValue="UTC" />}
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={options.length === 0}>
          Register Channel
        </Button>
      </div>
    </form>
  );
}
