import type { Prisma } from "#prisma/client/client.ts";
import { channelScope, type Viewer } from "../channels/access.ts";
import type { Database } from "../database/client.ts";

/** What entries are about: the noun of their action. */
export const AUDIT_NOUNS = [
  "membership",
  "invitation",
  "api_key",
  "channel",
  "person",
  "partner_view",
  "saved_view",
  "alert_recipe",
  "incident",
  "delivery",
  "planned_downtime",
  "destination",
  "connected_app",
] as const;
export type AuditNoun = (typeof AUDIT_NOUNS)[number];

export interface AuditActor {
  /** What a filter names them by. */
  id: string;
  name: string;
  /** Whether they act for the platform, not for the partner. */
  staff: boolean;
}

export interface AuditItem {
  id: string;
  /** Milliseconds. */
  at: number;
  actor: AuditActor;
  action: string;
  subject: string | null;
  detail: Record<string, unknown>;
}

export interface AuditFilter {
  noun?: AuditNoun | undefined;
  /** `AuditActor.id`. */
  actor?: string | undefined;
  /** Not before this instant, milliseconds. */
  since?: number | undefined;
  /** `next` of the page before. */
  before?: string | undefined;
}

export interface AuditPage {
  items: AuditItem[];
  /** null: no more. */
  next: string | null;
  /** Everybody who is in this Channel's trail. */
  actors: AuditActor[];
}

const PAGE = 50;

type Readable = Pick<Database, "auditEntry" | "person" | "apiKey">;

/** What was changed in a Channel, the newest first; needs `settings:read`. */
export async function auditTrail(
  database: Readable,
  viewer: Viewer,
  channel: string,
  { noun, actor, since, before }: AuditFilter,
): Promise<AuditPage> {
  channelScope(viewer, "settings:read", channel);
  const where: Prisma.AuditEntryWhereInput = {
    channelSlug: channel,
    ...(noun === undefined ? {} : { action: { startsWith: `${noun}.` } }),
    ...(actor === undefined ? {} : whereActor(actor)),
    ...(since === undefined ? {} : { at: { gte: new Date(since) } }),
    ...(before === undefined ? {} : { id: { lt: BigInt(before) } }),
  };
  const [rows, actors] = await Promise.all([
    database.auditEntry.findMany({ where, orderBy: { id: "desc" }, take: PAGE + 1 }),
    actorsOf(database, channel),
  ]);
  const known = new Map(actors.map((each) => [each.id, each]));
  const items = rows.slice(0, PAGE).map((row) => ({
    id: String(row.id),
    at: row.at.getTime(),
    actor: known.get(idOf(row)) ?? { id: idOf(row), name: "somebody", staff: false },
    action: row.action,
    subject: row.subject,
    detail: row.detail instanceof Object && !Array.isArray(row.detail) ? { ...row.detail } : {},
  }));
  return { items, actors, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}

interface Acted {
  actorType: string;
  actorId: string | null;
}

/** `person:<id>`, `command`. */
const idOf = ({ actorType, actorId }: Acted) => (actorId === null ? actorType : `${actorType}:${actorId}`);

function whereActor(id: string): Prisma.AuditEntryWhereInput {
  const [actorType = "", actorId] = id.split(/:(.*)/s);
  return { actorType, actorId: actorId ?? null };
}

async function actorsOf(database: Readable, channelSlug: string): Promise<AuditActor[]> {
  const acted = await database.auditEntry.groupBy({
    by: ["actorType", "actorId"],
    where: { channelSlug },
    orderBy: [{ actorType: "asc" }, { actorId: "asc" }],
  });
  const ids = (type: string) =>
    acted.flatMap(({ actorType, actorId }) => (actorType === type && actorId !== null ? [actorId] : []));
  const [people, keys] = await Promise.all([
    database.person.findMany({
      where: { id: { in: ids("person") } },
      select: { id: true, name: true, email: true, staffRole: true },
    }),
    database.apiKey.findMany({ where: { id: { in: ids("key") } }, select: { id: true, name: true } }),
  ]);
  const named = new Map<string, Omit<AuditActor, "id">>([
    ["command", { name: "The operator", staff: true }],
    ["system", { name: "Whoever held the link", staff: false }],
    ...people.map(({ id, name, email, staffRole }): [string, Omit<AuditActor, "id">] => [
      `person:${id}`,
      { name: name ?? email, staff: staffRole !== null },
    ]),
    ...keys.map(({ id, name }): [string, Omit<AuditActor, "id">] => [
      `key:${id}`,
      { name: `The key ${name}`, staff: false },
    ]),
  ]);
  return acted.map((row) => ({
    id: idOf(row),
    ...(named.get(idOf(row)) ?? { name: "Somebody who is gone", staff: false }),
  }));
}
