"use client";

import { useRouter } from "next/navigation";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface AcceptFormProps<Value extends { channel: string }> {
  action: FormAction<Value>;
  token: string;
}

/** Accepts an invitation as whoever is signed in. */
export function AcceptForm<Value extends { channel: string }>({ action, token }: AcceptFormProps<Value>) {
  const router = useRouter();
  const { result, busy, form } = useForm(action, ({ channel }) => {
    router.push(`/channels/${channel}/health`);
    router.refresh();
  });
  const problem = formError(result);
  return (
    <form {...form} className="flex flex-col gap-4">
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" busy={busy}>
        Accept the invitation
      </Button>
    </form>
  );
}
