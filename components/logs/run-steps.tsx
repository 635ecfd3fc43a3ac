import { OutcomeBadge } from "#components/events/outcome.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunStep } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { labelOf } from "./columns.tsx";

/** The other requests of the same Recipe run. A step on another Channel shows its position and outcome only. */
export function RunSteps({ steps, current }: { steps: RunStep[]; current: string }) {
  if (steps.length < 2) return null;
  return (
    <section className="mt-5 border-t border-hairline pt-4">
      <h3 className="mb-2 text-sm font-semibold">This Recipe run</h3>
      <ol>
        {steps.map((step) => (
          <li
            key={step.position}
            className="grid grid-cols-[6.5rem_4.5rem_minmax(0,1fr)_auto] items-center gap-2 py-1 text-sm"
          >
            {step.own ? (
              <>
                <Time at={step.request.timestamp} form="milli" className="font-mono text-xs text-muted" />
                <OutcomeBadge outcome={step.request.outcome} label={labelOf(step.request)} />
                <span
                  className={`truncate font-mono text-xs ${step.request.id === current ? "font-semibold" : ""}`}
                  aria-current={step.request.id === current || undefined}
                >
                  {step.request.endpoint}
                </span>
                <span className="text-xs">{formatDuration(step.request.duration_ms)}</span>
              </>
            ) : (
              <>
                <span className="text-xs text-muted">step {step.position}</span>
                <OutcomeBadge outcome={step.outcome} />
                <span className="col-span-2 text-xs text-muted">on another Channel</span>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
