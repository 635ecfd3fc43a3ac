import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { NO_IMPACT } from "#lib/alerts/impact.ts";
import { usualTriggers } from "#lib/alerts/recipes/usual-triggers.ts";
import type { IncidentSummary } from "#lib/alerts/views.ts";
import { IncidentsTable } from "./incidents-table.tsx";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const DAY = 86_400_000;

/** When an incident began and was acknowledged, as the list says it on March 2nd, 2026. */
function timesOf(startedAt: number): Set<string | undefined> {
  const incident: IncidentSummary = {
    ...NO_IMPACT,
    id: "an-incident",
    number: 482,
    channel: "alpha",
    title: "Errors",
    recipe: { id: null, name: "API errors" },
    trigger: usualTriggers().down,
    started_at: startedAt,
    fired_at: startedAt,
    recovered_at: startedAt + 60_000,
    ended_because: null,
    acknowledged: { at: startedAt, by: "Mira" },
    planned: false,
    notified: true,
    worst: null,
    threshold: null,
    unit: "percent",
  };
  const table = (
    <ZoneProvider zone="UTC" today={NOON}>
      <IncidentsTable slug="alpha" incidents={[incident]} now={NOON} more={false} narrowed={false} />
    </ZoneProvider>
  );
  return new Set([...renderToStaticMarkup(table).matchAll(/<time[^>]*>([^<]*)/g)].map(([, words]) => words));
}

test("an incident of this year is named by its day", () => {
  expect(timesOf(NOON - DAY)).toEqual(new Set(["Mar 1, 12:00"]));
});

test("one of another year says which", () => {
  expect(timesOf(NOON - 365 * DAY)).toEqual(new Set(["2025-03-02 12:00"]));
});
