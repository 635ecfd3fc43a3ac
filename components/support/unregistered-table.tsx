import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Code } from "#components/ui/code.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { UnregisteredEntry } from "#lib/channels/unregistered.ts";

interface UnregisteredTableProps {
  entries: readonly UnregisteredEntry[];
  /** Whether the viewer may register them. */
  registers: boolean;
}

export function UnregisteredTable({ entries, registers }: UnregisteredTableProps) {
  return (
    <div className="relative overflow-x-auto">
      <Table stacks>
        <TableHead>
          <tr>
            <Th>Slug in its events</Th>
            <Th align="right">Events</Th>
            <Th>First seen</Th>
            <Th>Last seen</Th>
            <Th>
              <span className="sr-only">Next step</span>
            </Th>
          </tr>
        </TableHead>
        <tbody>
          {entries.map((entry) => (
            <TableRow key={entry.slug}>
              <Td>
                <Link href={`/channels/${entry.slug}/health`} className="hover:underline">
                  <Code>{entry.slug}</Code>
                </Link>
              </Td>
              <Td align="right" className="tabular-nums">
                {entry.events.toLocaleString("en")}
              </Td>
              <Td className="whitespace-nowrap">
                <Time at={entry.firstSeen} />
              </Td>
              <Td className="whitespace-nowrap">
                <Time at={entry.lastSeen} />
              </Td>
              <Td align="right">
                {registers ? (
                  <Button asChild size="sm">
                    <Link
                      href={`/admin?slug=${encodeURIComponent(entry.slug)}#register-channel`}
                      aria-label={`Register ${entry.slug}`}
                    >
                      Register
                    </Link>
                  </Button>
                ) : (
                  <span className="text-sm text-muted">ask an administrator</span>
                )}
              </Td>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
