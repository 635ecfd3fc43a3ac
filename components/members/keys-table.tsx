import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Code } from "#components/ui/code.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FormAction } from "#lib/http/form-result.ts";
import type { ApiKeyView } from "#lib/members/api-keys/list.ts";

interface KeysTableProps {
  keys: readonly ApiKeyView[];
  /** null for whoever only reads. */
  revoke: FormAction<null> | null;
}

export function KeysTable({ keys, revoke }: KeysTableProps) {
  return (
    <div className="relative overflow-x-auto border-t border-hairline">
      <Table stacks>
        <TableHead>
          <tr>
            <Th>Name</Th>
            <Th>Key</Th>
            <Th>May</Th>
            <Th>Made</Th>
            <Th>Last used</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {keys.map((key) => (
            <TableRow key={key.id}>
              <Td className="font-medium">{key.name}</Td>
              <Td>
                <Code>{key.prefix}…</Code>
              </Td>
              <Td>
                <span className="flex flex-wrap gap-1.5">
                  {key.scopes.map((scope) => (
                    <Badge key={scope}>{scope}</Badge>
                  ))}
                </span>
              </Td>
              <Td className="whitespace-nowrap">
                <span className="text-muted sm:hidden">made </span>
                <Time at={key.createdAt} form="yearMinute" />
                <span className="block text-sm text-muted">by {key.createdBy ?? "the operator"}</span>
              </Td>
              <Td className="whitespace-nowrap">
                <span className="text-muted sm:hidden">used </span>
                {key.lastUsedAt === null ? (
                  <span className="text-muted">never</span>
                ) : (
                  <Time at={key.lastUsedAt} form="yearMinute" />
                )}
              </Td>
              <Td align="right">
                {revoke === null ? null : (
                  <ConfirmButton
                    label="Revoke"
                    name={`Revoke the key ${key.name}`}
                    title={`Revoke ${key.name}?`}
                    fields={{ id: key.id }}
                    action={revoke}
                  >
                    Whatever uses this key is refused at once. This cannot be undone.
                  </ConfirmButton>
                )}
              </Td>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
