"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface ApproveFormProps {
  /** null for whoever cannot. */
  approve: FormAction<{ url: string }> | null;
  /** Where a refusal leads. */
  denied: string;
  app: string;
}

const nothing: FormAction<{ url: string }> = async (previous) => previous;

/** Both ways lead back to the app, by the browser itself: the policy lets no form leave this site. */
export function ApproveForm({ approve, denied, app }: ApproveFormProps) {
  const { result, busy, form } = useForm(approve ?? nothing, ({ url }) => window.location.assign(url));
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => window.location.assign(denied)}>Deny</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={approve === null}>
          Connect {app}
        </Button>
      </div>
    </form>
  );
}
