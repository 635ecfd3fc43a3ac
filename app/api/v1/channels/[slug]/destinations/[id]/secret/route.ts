import { rotateSecret } from "#lib/alerts/destinations/rotate-secret.ts";
import { rotatedSecretToApi } from "#lib/http/api/alerts.ts";
import { destinationIdParam, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  { params: { slug: slugParam, id: destinationIdParam } },
  async ({ server, viewer, params: { slug, id } }) => ({
    data: rotatedSecretToApi(
      await rotateSecret({ ...server, ...server.destinations }, viewer, { channel: slug, id }),
    ),
  }),
);
