"use client";

import { Eye } from "lucide-react";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

interface ViewAsFormProps {
  channels: readonly { slug: string; name: string }[];
  /** Chosen already. */
  channel?: string | undefined;
  /** Answers where to go. */
  action: FormAction<string>;
}

export function ViewAsForm({ channels, channel, action }: ViewAsFormProps) {
  // A full load: what the router and the queries kept was made for staff.
  const { result, busy, form } = useForm(action, (next) => window.location.assign(next));
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-wrap items-start gap-4">
      <Field label="Channel" error={fieldError(result, "channel")} className="min-w-56">
        {(control) => (
          <Select
            {...control}
            name="channel"
            placeholder="Choose a Channel"
            options={channels.map(({ slug, name }) => ({ value: slug, label: name }))}
            {...(channel === undefined ? {} : { defaultValue: channel })}
          />
        )}
      </Field>
      <Field label="Reason" error={fieldError(result, "reason")} className="min-w-64 flex-1">
        {(control) => (
          <Input
            {...control}
            name="reason"
            placeholder="Ticket 4711: sees no requests"
            required
            maxLength={200}
          />
        )}
      </Field>
      <Button type="submit" className="sm:mt-[24px]" busy={busy || result.status === "done"}>
        <Eye aria-hidden />
        View as partner
      </Button>
      {problem === null ? null : (
        <Notice tone="danger" live className="w-full">
          {problem}
        </Notice>
      )}
    </form>
  );
}
