"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface SendAgainFormProps {
  number: number;
  delivery: string;
  action: FormAction<null>;
  onChange: () => void;
}

/** Sets a delivery that was given up due once more. */
export function SendAgainForm({ number, delivery, action, onChange }: SendAgainFormProps) {
  const { result, busy, form } = useForm(action, onChange);
  const problem = formError(result);
  return (
    <form {...form} className="flex items-center gap-2">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="deliveryId" value={delivery} />
      <Problem>{problem}</Problem>
      <Button type="submit" size="sm" busy={busy}>
        Send again
      </Button>
    </form>
  );
}
