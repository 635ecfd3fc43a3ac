import { type Person, refuseWhileViewing } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { IftttDeps } from "../deps.ts";
import { forgetTriggers } from "../subscriptions/forget.ts";
import { revokeConnections } from "./revoke.ts";

export interface ConnectionView {
  id: string;
  /** Milliseconds since 1970, UTC. */
  connectedAt: number;
  lastUsedAt: number | null;
  triggers: number;
}

/** What a person let in, newest first. */
export async function listConnections(
  { database }: Pick<IftttDeps, "database">,
  person: Person,
): Promise<ConnectionView[]> {
  const rows = await database.iftttConnection.findMany({
    where: { personId: person.id, revokedAt: null, tokenHash: { not: null } },
    include: { _count: { select: { triggers: true } } },
    orderBy: { approvedAt: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    connectedAt: row.approvedAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
    triggers: row._count.triggers,
  }));
}

/** Ends a person's own connection: its token is nobody's at once, its triggers are forgotten. */
export async function disconnect(
  deps: IftttDeps,
  viewer: Person,
  { id, app }: { id: string; app: string },
): Promise<void> {
  refuseWhileViewing(viewer);
  const now = deps.clock.now();
  await deps.database.$transaction(async (tx) => {
    const ended = await revokeConnections(tx, { id, personId: viewer.id }, new Date(now));
    if (ended === 0) {
      throw new AppError("not_found", "There is no such connection, or it was ended already.");
    }
    for (const { channel } of viewer.memberships) {
      await writeAudit(tx, now, viewer, { action: "connected_app.disconnect", channel, subject: app });
    }
    if (viewer.memberships.length === 0) {
      await writeAudit(tx, now, viewer, { action: "connected_app.disconnect", subject: app });
    }
  });
  await forgetTriggers(deps, { connectionId: id });
}
