"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { Answer } from "#lib/reports/views.ts";
import { cellText } from "./cells.ts";

const FIRST = 100;
const MORE = 500;

/** What scrolls must be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 };

/** The answer row by row; more of it when asked. */
export function AnswerTable({ answer }: { answer: Answer }) {
  const [shown, setShown] = useState(FIRST);
  const { columns, rows } = answer;
  const more = rows.length - shown;
  return (
    <section
      aria-label="Rows"
      className="max-h-[36rem] overflow-auto border-t border-hairline"
      {...REACHABLE}
    >
      <Table aria-label="Answer">
        <TableHead className="sticky top-0 bg-surface">
          <tr>
            {columns.map(({ name, kind }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
              <Th key={place} align={kind === "number" ? "right" : "left"} className="font-mono">
                {safeText(name)}
              </Th>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {rows.slice(0, shown).map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer never move.
            <TableRow key={line}>
              {row.map((value, place) => {
                const kind = columns[place]?.kind;
                return (
                  <Td
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
                    key={place}
                    align={kind === "number" ? "right" : "left"}
                    className={cn(
                      "py-1.5",
                      kind === "time" && "whitespace-nowrap",
                      value === null && "text-faint",
                    )}
                  >
                    <span className="line-clamp-3 max-w-md break-words">{cellText(value)}</span>
                  </Td>
                );
              })}
            </TableRow>
          ))}
        </tbody>
      </Table>
      {more > 0 ? (
        <p className="flex items-center gap-3 px-4 py-2.5 text-sm text-muted">
          {formatCount(more)} more
          <Button size="sm" onClick={() => setShown(shown + MORE)}>
            Show {formatCount(Math.min(more, MORE))} of them
          </Button>
        </p>
      ) : null}
    </section>
  );
}
