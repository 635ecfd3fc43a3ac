"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";

export interface Tested {
  delivered: boolean;
  /** What was answered, in words. */
  detail: string;
  duration_ms: number;
}

/** Sends a message that says it is a test, and says what came of it. */
export function TestButton({ id, name, action }: { id: string; name: string; action: FormAction<Tested> }) {
  const { result, busy, form } = useForm(action);
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-wrap items-center justify-end gap-2">
      <input type="hidden" name="id" value={id} />
      {result.status === "done" ? (
        <p
          role="status"
          className={result.value.delivered ? "text-sm text-good-text" : "text-sm text-danger-text"}
        >
          {result.value.delivered ? "Test delivered" : "Test failed"}: {result.value.detail},{" "}
          {formatDuration(result.value.duration_ms)}
        </p>
      ) : null}
      <Problem>{problem}</Problem>
      <Button type="submit" size="sm" busy={busy} aria-label={`Send test to ${name}`}>
        Send test
      </Button>
    </form>
  );
}
