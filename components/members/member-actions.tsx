import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import type { FormAction } from "#lib/http/form-result.ts";
import type { ChannelMember } from "#lib/members/list-members.ts";
import { PasswordLinkButton, type PasswordLinkMade } from "./password-link-button.tsx";

export interface MemberChanges {
  changeRole: FormAction<null>;
  passwordLink: FormAction<PasswordLinkMade>;
  remove: FormAction<null>;
}

interface MemberActionsProps extends MemberChanges {
  member: ChannelMember;
}

/** What an owner can do about one member. */
export function MemberActions({ member, changeRole, passwordLink, remove }: MemberActionsProps) {
  const { personId, email } = member;
  const name = member.name ?? email;
  const other = member.role === "owner" ? "member" : "owner";
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <ConfirmButton
        label={`Make ${other}`}
        name={`Make ${other}: ${email}`}
        title={`Make ${name} ${other}?`}
        fields={{ personId, role: other }}
        action={changeRole}
        tone="primary"
      >
        {other === "owner"
          ? "They may change members, keys, alerts and settings of this Channel, from their next click on."
          : "They keep seeing this Channel, and change nothing of it any more, from their next click on."}
      </ConfirmButton>
      <PasswordLinkButton personId={personId} email={email} action={passwordLink} />
      <ConfirmButton
        label="Remove"
        name={`Remove ${email}`}
        title={`Remove ${name}?`}
        fields={{ personId }}
        action={remove}
      >
        They no longer see this Channel, from their next click on, and alerts to their mailbox are switched
        off. Keys they made keep working.
      </ConfirmButton>
    </span>
  );
}
