"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface LinkFormProps {
  action: FormAction<{ said: string }>;
  /** What the link brought along. */
  fields: Record<string, string>;
  submit: string;
}

/** One button that does what a link in a mail is about: opening it alone does nothing, since mail scanners open links. */
export function LinkForm({ action, fields, submit }: LinkFormProps) {
  const { result, busy, form } = useForm(action);
  if (result.status === "done") {
    return (
      <Notice tone="info" live>
        {result.value.said}
      </Notice>
    );
  }
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-col items-start gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="primary" busy={busy}>
        {submit}
      </Button>
    </form>
  );
}
