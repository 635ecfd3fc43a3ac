import type { Database } from "../database/client.ts";
import { channelScope, type Viewer } from "./access.ts";

/** Slugs of a Channel's triggers and actions, each once; needs `requests:read`. */
export async function listEndpoints(
  database: Pick<Database, "endpoint">,
  viewer: Viewer,
  channel: string,
): Promise<string[]> {
  channelScope(viewer, "requests:read", channel);
  const rows = await database.endpoint.findMany({
    where: { channelSlug: channel },
    select: { slug: true },
    distinct: ["slug"],
    orderBy: { slug: "asc" },
  });
  return rows.map(({ slug }) => slug);
}
