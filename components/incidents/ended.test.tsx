import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { IncidentRoom } from "#lib/alerts/incidents/views.ts";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import { alertMessage } from "#lib/testing/alert-messages.ts";
import { marksOf } from "./incident-chart.tsx";
import { IncidentState } from "./incident-state.tsx";
import { Timeline } from "./timeline.tsx";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const MINUTE = 60_000;

/** Fired at noon, over at ten past. */
function room(ended_because: string | null): IncidentRoom {
  const at = NOON + 10 * MINUTE;
  return {
    started_at: NOON,
    fired_at: NOON,
    recovered_at: at,
    ended_because,
    acknowledged: null,
    trigger: usualTriggers().down,
    transitions: [
      {
        id: "end",
        kind: "recovered",
        at,
        recorded_at: at,
        value: null,
        message: alertMessage("alert.recovered"),
        deliveries: [],
      },
    ],
    notes: [],
    figures: { from: NOON - 20 * MINUTE, to: at + 20 * MINUTE, first: null } as IncidentRoom["figures"],
  } as Partial<IncidentRoom> as IncidentRoom;
}

const told = (shown: IncidentRoom) => {
  const timeline = <Timeline room={shown} sendAgain={null} onChange={() => undefined} />;
  return renderToStaticMarkup(timeline);
};
const state = (shown: IncidentRoom) => renderToStaticMarkup(<IncidentState incident={shown} />);

describe("an incident that is over", () => {
  it("recovered", () => {
    expect(told(room(null))).toContain("Recovered after 10\u202fmin");
    expect(state(room(null))).toContain("Recovered");
    expect(marksOf(room(null))).toContainEqual(expect.objectContaining({ label: "recovered", tone: "good" }));
  });

  it("only ended where nobody saw it recover, and says why", () => {
    const ended = room("Its Recipe was changed");
    expect(told(ended)).toContain("Ended after 10\u202fmin: Its Recipe was changed");
    expect(told(ended)).not.toContain("Recovered");
    expect(state(ended)).toContain("Ended");
    expect(marksOf(ended)).toContainEqual(expect.objectContaining({ label: "ended", tone: "warning" }));
  });
});
