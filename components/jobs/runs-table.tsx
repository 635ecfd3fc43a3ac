"use client";

import { cn } from "#components/ui/cn.ts";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { JobView, RunLine } from "#lib/jobs/views.ts";
import { RunState } from "./run-state.tsx";
import { checksInWords, durationInWords } from "./words.ts";

interface RunsTableProps {
  runs: readonly RunLine[];
  jobs: readonly JobView[];
  onOpen: (run: string) => void;
}

/** The newest runs, newest first; each opens. */
export function RunsTable({ runs, jobs, onOpen }: RunsTableProps) {
  const usual = new Map(jobs.map(({ name, usualMs }) => [name, usualMs]));
  return (
    <Table aria-label="Runs">
      <TableHead>
        <tr>
          <Th className="w-full">Run</Th>
          <Th className="max-md:hidden">Began</Th>
          <Th>State</Th>
          <Th align="right" className="max-sm:hidden">
            Took
          </Th>
          <Th align="right" className="max-md:hidden">
            Rows
          </Th>
          <Th className="max-md:hidden">Checks</Th>
        </tr>
      </TableHead>
      <tbody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <Td>
              <button type="button" onClick={() => onOpen(run.id)} className="text-left hover:underline">
                <span className="font-mono text-[0.93em] break-all">{run.job}</span>{" "}
                <span className="ml-1 whitespace-nowrap text-muted">{run.day}</span>
              </button>
              {run.error === null ? null : (
                <span className="block max-w-2xl truncate text-sm text-danger-text">{run.error}</span>
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">
              <Time at={run.startedAt} form="daySecond" />
            </Td>
            <Td>
              <RunState state={run.state} />
            </Td>
            <Td align="right" className={cn("max-sm:hidden", run.slow && "text-warning-text")}>
              {durationInWords(run, usual.get(run.job) ?? null)}
            </Td>
            <Td align="right" className="max-md:hidden">
              {run.rows === null ? "–" : formatCount(run.rows)}
            </Td>
            <Td
              className={cn(
                "whitespace-nowrap max-md:hidden",
                run.checks.failed > 0 ? "text-danger-text" : "text-muted",
              )}
            >
              {checksInWords(run)}
            </Td>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
