"use client";

import { cn } from "#components/ui/cn.ts";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount } from "#lib/format/number.ts";
import type { JobView, RequestView } from "#lib/jobs/views.ts";
import { DayStrip } from "./day-strip.tsx";
import { type DaysAction, DaysButton } from "./days-button.tsx";
import { RunState } from "./run-state.tsx";
import { checksInWords } from "./words.ts";

interface JobsTableProps {
  jobs: readonly JobView[];
  requests: readonly RequestView[];
  chosen: string | null;
  onChoose: (job: string | null) => void;
  onOpen: (run: string) => void;
  /** null: this person may not ask for days. */
  ask: DaysAction | null;
  onAsked: () => void;
}

function reads({ topics, dependsOn }: JobView): string {
  return [...topics.map((topic) => `the archive's ${topic}`), ...dependsOn].join(", ");
}

function Row({ job, ...props }: { job: JobView } & JobsTableProps) {
  const { latest, usualMs } = job;
  const { chosen, onChoose, onOpen, ask, onAsked, requests } = props;
  const open = requests.some(({ job: name, state }) => name === job.name && /waiting|running/.test(state));
  return (
    <TableRow className={cn(chosen === job.name && "bg-accent/6")}>
      <Td>
        <button
          type="button"
          aria-pressed={chosen === job.name}
          onClick={() => onChoose(chosen === job.name ? null : job.name)}
          className="font-mono text-[0.93em] font-medium break-all hover:underline"
        >
          {job.name}
        </button>
        <span className="block text-sm text-muted">{job.describe}</span>
        <span className="block text-sm text-faint">
          {job.schedule}; reads {reads(job)}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        {latest === null ? (
          <span className="text-muted">never ran</span>
        ) : (
          <button type="button" onClick={() => onOpen(latest.id)} className="text-left">
            <RunState state={latest.state} />
            <span className="mt-0.5 block text-sm text-faint">for {latest.day}</span>
          </button>
        )}
      </Td>
      <Td align="right" className="max-sm:hidden">
        {latest === null ? "–" : formatDuration(latest.durationMs)}
        <span className={cn("block text-sm", latest?.slow ? "text-warning-text" : "text-faint")}>
          {usualMs === null ? "" : `${latest?.slow ? "slow: " : ""}usually ${formatDuration(usualMs)}`}
        </span>
      </Td>
      <Td align="right" className="max-lg:hidden">
        {latest?.rows == null ? "–" : formatCount(latest.rows)}
      </Td>
      <Td
        className={cn(
          "whitespace-nowrap max-lg:hidden",
          (latest?.checks.failed ?? 0) > 0 && "text-danger-text",
        )}
      >
        {latest === null ? "–" : checksInWords(latest)}
      </Td>
      <Td className="max-md:hidden">
        <DayStrip job={job} onOpen={onOpen} />
      </Td>
      {ask === null ? null : (
        <Td align="right">
          <DaysButton
            job={job.name}
            newestDay={job.newestDay}
            action={ask}
            onDone={onAsked}
            disabled={open}
          />
        </Td>
      )}
    </TableRow>
  );
}

/** Every job in the order in which they can run: its newest run, and its last days. */
export function JobsTable(props: JobsTableProps) {
  return (
    <Table stacks aria-label="Jobs">
      <TableHead>
        <tr>
          <Th className="w-full">Job</Th>
          <Th>Newest run</Th>
          <Th align="right">Took</Th>
          <Th align="right" className="max-lg:hidden">
            Rows
          </Th>
          <Th className="max-lg:hidden">Checks</Th>
          <Th className="max-md:hidden">Last 7 days</Th>
          {props.ask === null ? null : (
            <Th align="right">
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </TableHead>
      <tbody>
        {props.jobs.map((job) => (
          <Row key={job.name} job={job} {...props} />
        ))}
      </tbody>
    </Table>
  );
}
