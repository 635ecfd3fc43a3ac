"use client";

import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import type { MemberRole } from "#lib/channels/access.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import { SecretShown } from "./secret-shown.tsx";

/** What became of an invitation. */
export interface Invited {
  email: string;
  /** null: it was mailed, and nobody else is shown it. */
  link: string | null;
}

const ROLES: { value: MemberRole; label: string }[] = [
  { value: "member", label: "Member: sees Health and Logs" },
  { value: "owner", label: "Owner: also manages keys and members" },
];

interface InviteFormProps {
  action: FormAction<Invited>;
  /** The one role that can be given; a choice when left out. */
  only?: MemberRole;
  submit: string;
}

export function InviteForm({ action, only, submit }: InviteFormProps) {
  const { result, busy, form } = useForm(action);
  const problem = formError(result);
  return (
    <div className="flex flex-col gap-4">
      <form {...form} className="flex flex-wrap items-start gap-x-4 gap-y-4">
        <Field label="E-mail" error={fieldError(result, "email")} className="min-w-64">
          {(control) => (
            <Input {...control} name="email" type="email" placeholder="you@partner.com" required />
          )}
        </Field>
        {only === undefined ? (
          <Field label="Role" error={fieldError(result, "role")} className="min-w-64">
            {(control) => <Select {...control} name="role" options={ROLES} defaultValue="member" />}
          </Field>
        ) : (
          <input type="hidden" name="role" value={only} />
        )}
        <Button type="submit" className="sm:mt-[24px]" busy={busy}>
          {submit}
        </Button>
      </form>
      {problem === null ? null : (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {result.status === "done" ? <Made {...result.value} /> : null}
    </div>
  );
}

function Made({ email, link }: Invited) {
  if (link === null) {
    return (
      <Notice tone="good" live title="On its way">
        Mailed to {email}. The link works once, within seven days.
      </Notice>
    );
  }
  return (
    <SecretShown title="Invitation link" secret={link} copyLabel="Copy the link">
      It could not be mailed: give it to {email} yourself, and to nobody else. It works once, within seven
      days.
    </SecretShown>
  );
}
