import { StateBadge } from "#components/channels/state.tsx";
import { FaultBadge, OutcomeBadge } from "#components/events/outcome.tsx";
import { CHANNEL_STATES } from "#lib/channels/views.ts";
import { FAULTS, OUTCOMES } from "#lib/events/document.ts";
import { Family, Specimen } from "./specimen.tsx";

const SWATCHES = ["accent", "good", "warning", "danger", "wine", "violet", "plum", "teal", "quiet"];

/** What colours and words mean. */
export function Looks() {
  return (
    <Family title="Meanings">
      <Specimen label="States of a Channel">
        {CHANNEL_STATES.map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </Specimen>
      <Specimen label="Outcomes">
        {OUTCOMES.map((outcome) => (
          <OutcomeBadge key={outcome} outcome={outcome} />
        ))}
      </Specimen>
      <Specimen label="Faults">
        {FAULTS.map((fault) => (
          <FaultBadge key={fault} fault={fault} />
        ))}
      </Specimen>
      <Specimen label="Colours of marks" wide>
        {SWATCHES.map((name) => (
          <span key={name} className="flex items-center gap-2 text-sm">
            <span
              aria-hidden
              style={{ backgroundColor: `var(--color-${name})` }}
              className="size-6 rounded-badge"
            />
            {name}
          </span>
        ))}
      </Specimen>
    </Family>
  );
}
