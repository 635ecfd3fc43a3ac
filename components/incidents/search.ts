export const INCIDENT_SPANS = ["24h", "7d", "30d", "90d", "400d"] as const;
export const SHOWN_SPAN = "30d";

/** What the list of incidents is narrowed to. */
export interface IncidentSearch {
  /** Only those that last. */
  open: boolean;
  /** Id of an alert Recipe; null: any. */
  recipe: string | null;
  range: (typeof INCIDENT_SPANS)[number];
}

/** The same as our API takes it. */
export function apiQueryOf({ open, recipe, range }: IncidentSearch): string {
  const params = new URLSearchParams({ range, limit: "100" });
  if (open) params.set("open", "true");
  if (recipe !== null) params.set("recipe", recipe);
  return params.toString();
}
