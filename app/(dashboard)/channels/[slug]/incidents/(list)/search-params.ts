import { INCIDENT_SPANS, type IncidentSearch, SHOWN_SPAN } from "#components/incidents/search.ts";

type Params = Record<string, string | string[] | undefined>;

/** What the address asks for; nonsense counts as nothing chosen. */
export function readIncidentSearch({ open, recipe, range }: Params): IncidentSearch {
  return {
    open: open === "true",
    recipe: typeof recipe === "string" && /^[0-9a-f-]{36}$/.test(recipe) ? recipe : null,
    range: INCIDENT_SPANS.find((span) => span === range) ?? SHOWN_SPAN,
  };
}
