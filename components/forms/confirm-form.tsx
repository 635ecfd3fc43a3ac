import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FormProps } from "./use-send.ts";

interface ConfirmFormProps {
  /** What will happen. */
  children: ReactNode;
  /** What the action gets. */
  fields: Record<string, string>;
  form: FormProps;
  busy: boolean;
  /** Why it was refused. */
  problem: string | null;
  submit: string;
  /** `danger` for what cannot be undone. */
  tone?: "danger" | "primary";
}

/** The inside of a dialog that asks before it does something. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { children, fields, form, busy, problem, submit, tone = "primary" } = props;
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <p className="text-muted">{children}</p>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={tone} busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
