"use client";

import { RefreshCw } from "lucide-react";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

export type VerifyAction = FormAction<{ id: string }>;

interface VerifyButtonProps {
  /** UTC, `YYYY-MM-DD`. */
  day: string;
  /** A worker is at it, or will be. */
  asked: boolean;
  action: VerifyAction;
  onAsked: () => void;
}

/** Has a day's stores compared again. */
export function VerifyButton({ day, asked, action, onAsked }: VerifyButtonProps) {
  const { result, busy, form } = useForm(action, onAsked);
  return (
    <form {...form} className="flex flex-wrap items-center justify-end gap-2">
      <Problem>{formError(result)}</Problem>
      <input type="hidden" name="day" value={day} />
      <Button type="submit" size="sm" busy={busy || asked}>
        <RefreshCw aria-hidden />
        {asked ? "Running…" : "Run again"}
      </Button>
    </form>
  );
}
