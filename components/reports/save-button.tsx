"use client";

import { Save } from "lucide-react";
import { useId, useState } from "react";
import { useFormDialog } from "#components/forms/use-form-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import type { SavedReportView } from "#lib/reports/views.ts";
import type { ReportAddress } from "./address.ts";

interface SaveButtonProps {
  address: ReportAddress;
  sql: string;
  /** The kept report that this came from, if the viewer may change it. */
  before: SavedReportView | null;
  action: FormAction<{ id: string }>;
  onSaved: (id: string) => void;
}

/** Keeps what is asked under a name, for oneself or for all staff. */
export function SaveButton({ address, sql, before, action, onSaved }: SaveButtonProps) {
  const shared = useId();
  const [asNew, setAsNew] = useState(false);
  const { result, busy, form, dialog } = useFormDialog(action, ({ id }) => onSaved(id));
  const { asked, look } = address;
  const changes = before !== null && !asNew;
  return (
    <Dialog
      open={dialog.open}
      onOpenChange={(next) => {
        setAsNew(false);
        dialog.onOpenChange(next);
      }}
    >
      <DialogTrigger asChild>
        <Button size="sm">
          <Save aria-hidden />
          Save
        </Button>
      </DialogTrigger>
      <DialogContent title={changes ? "Save the changes" : "Save this report"}>
        <form {...form} className="flex flex-col gap-4">
          <input type="hidden" name="id" value={changes ? before.id : ""} />
          <input type="hidden" name="sql" value={sql} />
          <input
            type="hidden"
            name="question"
            value={asked?.as === "question" ? JSON.stringify(asked.question) : ""}
          />
          <input type="hidden" name="look" value={look ?? ""} />
          <Field label="Name" error={fieldError(result, "name")}>
            {(control) => (
              <Input
                {...control}
                name="name"
                defaultValue={before?.name ?? ""}
                required
                maxLength={80}
                autoComplete="off"
              />
            )}
          </Field>
          <label htmlFor={shared} className="flex items-start gap-2 text-sm">
            <Checkbox id={shared} name="shared" defaultChecked={before?.shared ?? false} className="mt-0.5" />
            For all staff
          </label>
          <Problem>{formError(result) ?? fieldError(result, "sql")}</Problem>
          <div className="flex justify-end gap-2">
            {changes ? (
              <Button variant="ghost" onClick={() => setAsNew(true)}>
                Save as another instead
              </Button>
            ) : null}
            <Button type="submit" variant="primary" busy={busy}>
              Save
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
