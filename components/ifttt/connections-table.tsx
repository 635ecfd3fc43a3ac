import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import type { ConnectionView } from "#lib/ifttt/oauth/connections.ts";

interface ConnectionsTableProps {
  app: string;
  connections: readonly ConnectionView[];
  /** null for whoever only reads. */
  disconnect: FormAction<null> | null;
}

export function ConnectionsTable({ app, connections, disconnect }: ConnectionsTableProps) {
  return (
    <div className="relative overflow-x-auto border-t border-hairline">
      <Table stacks>
        <TableHead>
          <tr>
            <Th>App</Th>
            <Th>Watches</Th>
            <Th>Connected</Th>
            <Th>Last used</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {connections.map(({ id, connectedAt, lastUsedAt, triggers }) => (
            <TableRow key={id}>
              <Td className="font-medium">{app}</Td>
              <Td>{triggers === 0 ? "nothing yet" : formatPlural(triggers, "trigger")}</Td>
              <Td className="whitespace-nowrap">
                <span className="text-muted sm:hidden">connected </span>
                <Time at={connectedAt} />
              </Td>
              <Td className="whitespace-nowrap">
                <span className="text-muted sm:hidden">used </span>
                {lastUsedAt === null ? <span className="text-muted">never</span> : <Time at={lastUsedAt} />}
              </Td>
              <Td align="right">
                {disconnect === null ? null : (
                  <ConfirmButton
                    label="Disconnect"
                    name={`Disconnect ${app}`}
                    title={`Disconnect ${app}?`}
                    fields={{ id }}
                    action={disconnect}
                  >
                    It can read nothing any more, at once, and its triggers are removed. To connect it again,
                    begin there.
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
