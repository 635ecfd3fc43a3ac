"use client";

import { useId } from "react";
import { useFormDialog } from "#components/forms/use-form-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

export type DaysAction = FormAction<{ id: string }>;

interface DaysButtonProps {
  job: string;
  /** The newest that it makes, UTC, `YYYY-MM-DD`. */
  newestDay: string;
  action: DaysAction;
  onDone: () => void;
  /** Somebody asked for this job already. */
  disabled: boolean;
}

/** Asks for days of a job to be made: those that are not up to date, or all of them. */
export function DaysButton({ job, newestDay, action, onDone, disabled }: DaysButtonProps) {
  const forced = useId();
  const { result, busy, form, dialog } = useFormDialog(action, onDone);
  return (
    <Dialog {...dialog}>
      <DialogTrigger asChild>
        <Button size="sm" disabled={disabled} aria-label={`Run ${job}`}>
          Run…
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Run ${job}`}
        description="A worker makes the days one after the other. Readers see a day as it was until it is made; what depends on it follows with the next sweep. This is noted in the audit trail."
      >
        <form {...form} className="flex flex-col gap-4">
          <input type="hidden" name="job" value={job} />
          <div className="grid grid-cols-2 gap-3">
            <Field label="First day (UTC)" error={fieldError(result, "first_day")}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  name="first_day"
                  defaultValue={newestDay}
                  max={newestDay}
                  required
                />
              )}
            </Field>
            <Field label="Last day (UTC)" error={fieldError(result, "last_day")}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  name="last_day"
                  defaultValue={newestDay}
                  max={newestDay}
                  required
                />
              )}
            </Field>
          </div>
          <label htmlFor={forced} className="flex items-start gap-2 text-sm">
            <Checkbox id={forced} name="forced" className="mt-0.5" />
            Also days that are up to date
          </label>
          <Problem>{formError(result)}</Problem>
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy}>
              Run
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
