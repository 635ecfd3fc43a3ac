import type { RequestView } from "#lib/events/views.ts";
import { formatDuration } from "#lib/format/duration.ts";

const PHASES = [
  { key: "dns", name: "DNS", fill: "var(--color-violet)" },
  { key: "connect", name: "Connect", fill: "var(--color-warning)" },
  { key: "tls", name: "TLS", fill: "var(--color-teal)" },
  { key: "first_byte", name: "Wait", fill: "var(--color-accent)" },
] as const;

/** Where the time went: DNS, connect, TLS, waiting for the first byte, then the content. */
export function PhaseBar({ durationMs, timings }: { durationMs: number; timings: RequestView["timings"] }) {
  if (timings === undefined || durationMs <= 0) return null;
  const parts = PHASES.map((phase) => ({ ...phase, ms: timings[phase.key] ?? 0 })).filter(
    (phase) => phase.ms > 0,
  );
  if (parts.length === 0) return null;
  const known = parts.reduce((sum, phase) => sum + phase.ms, 0);
  const rest = Math.max(durationMs - known, 0);
  const all = [...parts, { key: "content", name: "Content", fill: "var(--color-quiet)", ms: rest }];
  return (
    <div className="mt-1">
      <div aria-hidden className="flex h-2 overflow-hidden rounded-full">
        {all.map((phase) => (
          <span
            key={phase.key}
            style={{ width: `${(phase.ms / Math.max(durationMs, known)) * 100}%`, background: phase.fill }}
          />
        ))}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-muted">
        {all
          .filter((phase) => phase.ms > 0)
          .map((phase) => (
            <span key={phase.key} className="inline-flex items-center gap-1">
              <span aria-hidden className="size-2 rounded-[2px]" style={{ background: phase.fill }} />
              {phase.name} {formatDuration(phase.ms)}
            </span>
          ))}
      </p>
    </div>
  );
}
