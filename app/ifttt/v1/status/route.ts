import { engineRoute } from "#lib/http/ifttt/route.ts";
import { isServing } from "#lib/ifttt/status.ts";

export const GET = engineRoute(
  "/ifttt/v1/status",
  async ({ server }) => new Response(null, { status: (await isServing(server)) ? 200 : 503 }),
);
