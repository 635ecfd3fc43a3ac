"use client";

import { useId } from "react";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { CONTROL } from "#components/ui/input.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

interface NoteFormProps {
  number: number;
  action: FormAction<null>;
  onChange: () => void;
}

/** A note that partner and support both read. */
export function NoteForm({ number, action, onChange }: NoteFormProps) {
  const { result, busy, form } = useForm(action, onChange);
  const id = useId();
  const problem = fieldError(result, "text") ?? formError(result);
  return (
    <form {...form} className="flex flex-wrap items-start gap-2">
      <input type="hidden" name="number" value={number} />
      <label htmlFor={id} className="sr-only">
        Add a note for both sides
      </label>
      <textarea
        id={id}
        name="text"
        rows={1}
        required
        maxLength={4_000}
        placeholder="Add a note for both sides"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        className={cn(
          CONTROL,
          "field-sizing-content h-auto min-h-8 flex-1 basis-52 resize-none py-1.5 leading-5",
        )}
      />
      <Button type="submit" busy={busy}>
        Add note
      </Button>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="w-full text-sm text-danger-text">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
