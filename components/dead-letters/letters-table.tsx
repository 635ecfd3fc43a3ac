import { RotateCcw } from "lucide-react";
import { reasonInWords } from "#components/pipeline/reason.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableHead, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeadLetterView } from "#lib/dead-letters/views.ts";
import { formatBytes } from "#lib/format/bytes.ts";

interface LettersTableProps {
  letters: readonly DeadLetterView[];
  onOpen: (id: string) => void;
}

/** Newest first; a row opens its letter. */
export function LettersTable({ letters, onOpen }: LettersTableProps) {
  return (
    <Table aria-label="Dead letters">
      <TableHead>
        <tr>
          <Th>Rejected</Th>
          <Th>Reason</Th>
          <Th className="max-md:hidden">Channel</Th>
          <Th className="w-full max-md:hidden">Record</Th>
          <Th align="right" className="max-lg:hidden">
            Size
          </Th>
        </tr>
      </TableHead>
      <tbody>
        {letters.map((letter) => (
          <tr
            key={letter.id}
            className="relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60"
          >
            <Td className="align-top whitespace-nowrap">
              <button
                type="button"
                onClick={() => onOpen(letter.id)}
                className="text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              >
                <Time at={letter.at} form="daySecond" />
              </button>
            </Td>
            <Td className="align-top md:whitespace-nowrap">
              <span className="flex flex-wrap items-center gap-1.5">
                {reasonInWords(letter.reason)}
                {letter.retriedAt === null ? null : (
                  <Badge icon={<RotateCcw />} className="h-5 px-1.5">
                    Retried
                  </Badge>
                )}
              </span>
              <span className="block text-sm text-muted md:max-w-72 md:truncate">{letter.detail}</span>
            </Td>
            <Td className="align-top font-mono text-[0.93em] max-md:hidden">{letter.channel ?? "–"}</Td>
            <Td className="max-w-0 align-top max-md:hidden">
              <span className="block truncate font-mono text-xs leading-5 text-muted">
                {letter.excerpt ?? "no value"}
              </span>
            </Td>
            <Td align="right" className="align-top text-muted max-lg:hidden">
              {formatBytes(letter.bytes)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
