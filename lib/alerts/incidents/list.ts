import type { Prisma } from "#prisma/client/client.ts";
import type { Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import type { IncidentSummary } from "../views.ts";
import { requireIncidents } from "./scope.ts";
import { summaryOf } from "./summary.ts";

export interface IncidentFilter {
  /** null: the installation's own. */
  channel: string | null;
  recipeId?: string | undefined;
  /** true: those that last; false: those that are over, recovered or ended. */
  open?: boolean | undefined;
  /** Those of which some part lies in [from, to), milliseconds since 1970. */
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  /** `next` of the page before. */
  cursor?: string | undefined;
}

export interface IncidentPage {
  /** Newest first. */
  incidents: IncidentSummary[];
  /** null: no more. */
  next: string | null;
}

/** Incidents of a Channel, newest first; needs `alerts:read`. `bad_request` on `cursor` for one not made here. */
export async function listIncidents(
  { database }: { database: Pick<Database, "incident"> },
  viewer: Viewer,
  { channel, recipeId, open, from, to, limit, cursor }: IncidentFilter,
): Promise<IncidentPage> {
  requireIncidents(viewer, "alerts:read", channel);
  const where: Prisma.IncidentWhereInput = {
    channelSlug: channel,
    origin: "person",
    ...(recipeId === undefined ? {} : { recipeId }),
    ...(cursor === undefined ? {} : { number: { lt: numberOf(cursor) } }),
    ...(to === undefined ? {} : { startedAt: { lt: new Date(to) } }),
    AND: [
      open === undefined ? {} : { recoveredAt: open ? null : { not: null } },
      from === undefined ? {} : { OR: [{ recoveredAt: null }, { recoveredAt: { gte: new Date(from) } }] },
    ],
  };
  const rows = await database.incident.findMany({ where, orderBy: { number: "desc" }, take: limit + 1 });
  const incidents = rows.slice(0, limit).map(summaryOf);
  const last = incidents.at(-1);
  return { incidents, next: rows.length > limit && last !== undefined ? String(last.number) : null };
}

function numberOf(cursor: string): number {
  const number = Number(cursor);
  if (/^[1-9]\d{0,9}$/.test(cursor) && number <= 2_147_483_647) return number;
  throw new AppError("bad_request", "This is no `cursor` of this list.", { field: "cursor" });
}
