import { channelScope, type Viewer } from "../../channels/access.ts";
import { wholeSecond } from "../../events/range.ts";
import type { ReadDeps } from "../../events/read-deps.ts";

const DAY = 24 * 60 * 60_000;
const MOST = 100;

/** Endpoints that a Recipe can be about: those on record, and those that were called in the last day. */
export async function knownEndpoints(
  { index, database, clock }: Pick<ReadDeps, "index" | "database" | "clock">,
  viewer: Viewer,
  channel: string,
): Promise<string[]> {
  const scope = channelScope(viewer, "alerts:read", channel);
  const to = wholeSecond(clock.now());
  const [rows, counts] = await Promise.all([
    database.endpoint.findMany({ where: { channelSlug: channel }, select: { slug: true }, take: MOST }),
    index.facets({ scope, from: to - DAY, to, where: [] }, ["endpoint"], MOST),
  ]);
  const called = counts.endpoint ?? [];
  const names = new Set([...rows.map(({ slug }) => slug), ...called.map(({ value }) => value)]);
  return [...names].sort((a, b) => a.localeCompare(b, "en"));
}
