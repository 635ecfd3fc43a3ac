import { type Actor, channelScope } from "../../channels/access.ts";
import type { MemberDeps } from "../deps.ts";

export interface ApiKeyView {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  /** Who made it; null for the operator's command. */
  createdBy: string | null;
  /** Milliseconds. */
  createdAt: number;
  lastUsedAt: number | null;
}

/** The Channel's keys that still work, newest first; needs `settings:read`. */
export async function listApiKeys(
  { database }: Pick<MemberDeps, "database">,
  actor: Actor,
  channel: string,
): Promise<ApiKeyView[]> {
  channelScope(actor, "settings:read", channel);
  const rows = await database.apiKey.findMany({
    where: { channelSlug: channel, revokedAt: null },
    include: { createdBy: { select: { email: true, name: true } } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdBy: row.createdBy === null ? null : (row.createdBy.name ?? row.createdBy.email),
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
  }));
}
