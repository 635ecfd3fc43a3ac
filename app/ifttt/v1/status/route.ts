import { engineRoute } from "#lib/http/ifttt/route.ts";

export const GET = engineRoute("/ifttt/v1/status", async ({ server }) => {
  const answers = await server.database.$queryRaw`select 1`.then(
    () => true,
    () => false,
  );
  return new Response(null, { status: answers ? 200 : 503 });
});
