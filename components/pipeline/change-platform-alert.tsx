"use client";

import { Settings2 } from "lucide-react";
import { useFormDialog } from "#components/forms/use-form-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PlatformAlertView } from "#lib/alerts/platform/views.ts";
import type { PlatformUnit } from "#lib/alerts/trigger.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

export type AlertChange = FormAction<null>;

const COUNTED: Record<PlatformUnit, string> = {
  percent: "percent",
  minutes: "minutes",
  parts: "parts",
  records: "records",
  letters: "dead letters",
  partitions: "partitions",
  disagreements: "disagreements",
};

interface ChangePlatformAlertProps {
  alert: PlatformAlertView;
  save: AlertChange;
  onChanged: () => void;
}

/** Sets the threshold of one platform alert, and whether it watches at all. */
export function ChangePlatformAlert({ alert, save, onChanged }: ChangePlatformAlertProps) {
  const { result, busy, form, dialog } = useFormDialog(save, onChanged);
  const problem = formError(result);
  const { id, name, unit, above, for_minutes, state } = alert;
  return (
    <Dialog {...dialog}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Change ${name}`}>
          <Settings2 aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent title={name} description={`Fires if ${alert.condition}.`}>
        <form {...form} className="flex flex-col gap-4">
          {problem === null ? null : (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <input type="hidden" name="id" value={id} />
          <div className="flex flex-wrap gap-4">
            <Field label={`Above, ${COUNTED[unit]}`} error={fieldError(result, "above")} className="flex-1">
              {(control) => (
                <Input
                  {...control}
                  name="above"
                  type="number"
                  min={0}
                  step="any"
                  required
                  defaultValue={above}
                />
              )}
            </Field>
            <Field label="For, minutes" error={fieldError(result, "for_minutes")} className="flex-1">
              {(control) => (
                <Input
                  {...control}
                  name="for_minutes"
                  type="number"
                  min={0}
                  max={1_440}
                  step="any"
                  required
                  defaultValue={for_minutes}
                />
              )}
            </Field>
          </div>
          <span className="flex items-center gap-2">
            <Checkbox id={`watch-${id}`} name="enabled" value="on" defaultChecked={state !== "off"} />
            <Label htmlFor={`watch-${id}`}>Watch this</Label>
          </span>
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy}>
              Save
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
