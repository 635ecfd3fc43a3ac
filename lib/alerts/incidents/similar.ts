import type { Database } from "../../database/client.ts";
import type { Impact } from "../impact.ts";
import type { IncidentSummary } from "../views.ts";
import { summaryOf } from "./summary.ts";
import type { SimilarIncident } from "./views.ts";

const LOOKED_AT = 300;
const SHOWN = 5;

/** Earlier incidents of the same Channel with the same error, or else of the same Recipe, newest first. */
export async function similarBefore(
  database: Pick<Database, "incident">,
  incident: IncidentSummary,
): Promise<SimilarIncident[]> {
  const rows = await database.incident.findMany({
    where: { channelSlug: incident.channel, number: { lt: incident.number }, origin: "person" },
    orderBy: { number: "desc" },
    take: LOOKED_AT,
  });
  return rows
    .map(summaryOf)
    .flatMap((earlier): SimilarIncident[] => {
      const like = likeness(earlier, incident);
      if (like === null) return [];
      const { number, title, started_at, recovered_at, ended_because } = earlier;
      return [{ number, title, started_at, recovered_at, ended_because, like }];
    })
    .slice(0, SHOWN);
}

function likeness(a: IncidentSummary, b: IncidentSummary): SimilarIncident["like"] | null {
  if (sameError(a.top_error, b.top_error)) return "signature";
  return a.recipe.id !== null && a.recipe.id === b.recipe.id ? "recipe" : null;
}

function sameError(a: Impact["top_error"], b: Impact["top_error"]): boolean {
  if (a === null || b === null) return false;
  return a.endpoint === b.endpoint && a.label === b.label && a.pattern === b.pattern;
}
