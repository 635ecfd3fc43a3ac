"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { useZone } from "#components/ui/zone.tsx";
import { toLocalInput } from "#lib/format/range.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

const HOUR = 3_600_000;
const ALL = "*";

interface DowntimeFormProps {
  endpoints: readonly string[];
  now: number;
  action: FormAction<null>;
}

/** When, where and why failures are expected. Times are in the zone that the page shows. */
export function DowntimeForm({ endpoints, now, action }: DowntimeFormProps) {
  const zone = useZone();
  const { result, busy, form } = useForm(action);
  const problem = formError(result);
  const next = Math.ceil(now / HOUR) * HOUR;
  return (
    <form {...form} className="flex flex-col gap-3">
      <input type="hidden" name="zone" value={zone} />
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Field label={`From (${zone})`} error={fieldError(result, "starts_at")}>
          {(control) => (
            <Input
              {...control}
              key={zone}
              name="starts_at"
              type="datetime-local"
              required
              defaultValue={toLocalInput(next, zone)}
            />
          )}
        </Field>
        <Field label="To" error={fieldError(result, "ends_at")}>
          {(control) => (
            <Input
              {...control}
              key={zone}
              name="ends_at"
              type="datetime-local"
              required
              defaultValue={toLocalInput(next + HOUR, zone)}
            />
          )}
        </Field>
        <Field label="What" error={fieldError(result, "endpoint")} className="min-w-44">
          {(control) => (
            <Select
              {...control}
              name="endpoint"
              defaultValue={ALL}
              options={[
                { value: ALL, label: "All of the Channel" },
                ...endpoints.map((endpoint) => ({ value: endpoint, label: endpoint })),
              ]}
            />
          )}
        </Field>
        <Field label="Note" error={fieldError(result, "note")} className="min-w-52 flex-1">
          {(control) => <Input {...control} name="note" maxLength={500} placeholder="New database" />}
        </Field>
        <Button type="submit" busy={busy} className="sm:mt-6">
          Plan downtime
        </Button>
      </div>
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
    </form>
  );
}
