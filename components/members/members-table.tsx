import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FormAction } from "#lib/http/form-result.ts";
import type { ChannelMember, PendingInvitation } from "#lib/members/list-members.ts";
import { MemberActions, type MemberChanges } from "./member-actions.tsx";

interface MembersTableProps {
  members: readonly ChannelMember[];
  invitations: readonly PendingInvitation[];
  /** null for whoever only reads. */
  actions: (MemberChanges & { withdraw: FormAction<null> }) | null;
}

export function MembersTable({ members, invitations, actions }: MembersTableProps) {
  return (
    <div className="relative overflow-x-auto border-t border-hairline">
      <Table stacks>
        <TableHead>
          <tr>
            <Th>Person</Th>
            <Th>Role</Th>
            <Th>Last signed in</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {members.map((member) => (
            <TableRow key={member.personId}>
              <Td>
                <span className="font-medium">{member.name ?? member.email}</span>
                {member.name === null ? null : (
                  <span className="block text-sm text-muted">{member.email}</span>
                )}
              </Td>
              <Td>
                <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{member.role}</Badge>
              </Td>
              <Td className="whitespace-nowrap">
                <span className="text-muted sm:hidden">signed in </span>
                {member.lastSignInAt === null ? (
                  <span className="text-muted">never</span>
                ) : (
                  <Time at={member.lastSignInAt} form="yearMinute" />
                )}
              </Td>
              <Td align="right">{actions ? <MemberActions member={member} {...actions} /> : null}</Td>
            </TableRow>
          ))}
          {invitations.map((invitation) => (
            <TableRow key={invitation.id}>
              <Td>
                <span className="text-muted">{invitation.email}</span>
                <span className="block text-sm text-muted">
                  invited, until <Time at={invitation.expiresAt} />
                </span>
              </Td>
              <Td>
                <Badge>{invitation.role}</Badge>
              </Td>
              <Td className="text-muted">not yet</Td>
              <Td align="right">
                {actions ? (
                  <ConfirmButton
                    label="Withdraw"
                    name={`Withdraw the invitation of ${invitation.email}`}
                    title={`Withdraw the invitation of ${invitation.email}?`}
                    fields={{ id: invitation.id }}
                    action={actions.withdraw}
                  >
                    The link stops working at once.
                  </ConfirmButton>
                ) : null}
              </Td>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
