import Link from "next/link";
import { OutcomeBadge } from "#components/events/outcome.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestView, RunStep } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { labelOf } from "./columns.tsx";

interface RunStepsProps {
  steps: RunStep[];
  current: string;
  hrefOf: (request: RequestView) => string;
}

function OwnStep({ request, current, href }: { request: RequestView; current: boolean; href: string }) {
  const name = safeText(request.endpoint ?? request.kind ?? "request");
  return (
    <>
      <Time at={request.timestamp} form="milli" className="font-mono text-xs text-muted" />
      <OutcomeBadge outcome={request.outcome} label={labelOf(request)} />
      {current ? (
        <span className="truncate font-mono text-xs font-semibold" aria-current="true">
          {name}
        </span>
      ) : (
        <Link
          href={href}
          prefetch={false}
          scroll={false}
          className="truncate font-mono text-xs text-accent-text hover:underline"
        >
          {name}
        </Link>
      )}
      <span className="text-right text-xs">{formatDuration(request.duration_ms)}</span>
    </>
  );
}

/** The requests of the same Recipe run. A step on another Channel shows its position and outcome only. */
export function RunSteps({ steps, current, hrefOf }: RunStepsProps) {
  if (steps.length < 2) return null;
  return (
    <section aria-label="This Recipe run" className="mt-5 border-t border-hairline pt-4">
      <h3 className="mb-2 text-sm font-semibold">This Recipe run</h3>
      <ol>
        {steps.map((step) => (
          <li
            key={step.position}
            className="grid grid-cols-[6.5rem_4.5rem_minmax(0,1fr)_auto] items-center gap-2 py-1 text-sm"
          >
            {step.own ? (
              <OwnStep
                request={step.request}
                current={step.request.id === current}
                href={hrefOf(step.request)}
              />
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
