import { cn } from "#components/ui/cn.ts";
import type { JobView, RunLine } from "#lib/jobs/views.ts";
import { dayInWords } from "./words.ts";

const FILLS = {
  succeeded: "bg-quiet",
  failed: "bg-danger",
  running: "bg-accent",
} as const;

/** Failed is taller, so that colour is not alone in telling. */
function look(run: RunLine | null): string {
  if (run === null) return "h-1 bg-line";
  return cn(FILLS[run.state], run.state === "failed" ? "h-5" : "h-3.5");
}

interface DayStripProps {
  job: Pick<JobView, "name" | "days">;
  onOpen: (run: string) => void;
}

/** As many as there is room for, each wide enough to be hit (WCAG 2.5.8: 24 px). */
const SHOWN = 7;

/** The last days of a job, each a bar that opens the day's newest run. */
export function DayStrip({ job, onOpen }: DayStripProps) {
  return (
    <ol aria-label={`Last days of ${job.name}`} className="flex h-6 items-end">
      {job.days.slice(-SHOWN).map(({ day, run }) => (
        <li key={day} className="h-full">
          {run === null ? (
            <span title={dayInWords(day, run)} className="flex h-full w-6 items-end px-1">
              <span className={cn("w-full rounded-[2px]", look(run))} />
              <span className="sr-only">{dayInWords(day, run)}</span>
            </span>
          ) : (
            <button
              type="button"
              title={dayInWords(day, run)}
              aria-label={dayInWords(day, run)}
              onClick={() => onOpen(run.id)}
              className="flex h-full w-6 items-end px-1 hover:opacity-70"
            >
              <span className={cn("w-full rounded-[2px]", look(run))} />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
