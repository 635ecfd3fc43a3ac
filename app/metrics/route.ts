import { metricsText } from "#lib/http/metrics.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { body, contentType } = await metricsText();
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
