import { listIncidents } from "#lib/alerts/incidents/list.ts";
import { transitionsOf } from "#lib/alerts/incidents/transitions.ts";
import { getRecipe } from "#lib/alerts/recipes/get.ts";
import { incidentToApi, transitionToApi } from "#lib/http/api/alerts.ts";
import { cursorParam, pageParam, recipeIdParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    params: { slug: slugParam, id: recipeIdParam },
    query: { limit: pageParam, cursor: cursorParam },
  },
  async ({ server, viewer, params: { slug, id }, query }) => {
    await getRecipe(server, viewer, slug, id);
    const { incidents, next } = await listIncidents(server, viewer, {
      channel: slug,
      recipeId: id,
      ...query,
    });
    const transitions = await transitionsOf(
      server.database,
      incidents.map((incident) => incident.id),
    );
    return {
      data: incidents.map((incident) => ({
        ...incidentToApi(incident),
        transitions: (transitions.get(incident.id) ?? []).map(transitionToApi),
      })),
      next_cursor: next,
    };
  },
);
