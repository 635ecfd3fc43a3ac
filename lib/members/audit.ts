import type { Actor } from "../channels/access.ts";
import type { Database } from "../database/client.ts";

type Writer = Pick<Database, "auditEntry">;

interface Change {
  /** Noun and verb: `api_key.create`. */
  action: string;
  channel?: string;
  /** What was changed: an id or an e-mail address, never a secret. */
  subject?: string;
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
}

const ACTOR_TYPES = { person: "person", key: "key", operator: "command", system: "system" } as const;

/**
 * Appends to the audit trail; pass the transaction of the change itself, so that neither exists without the other.
 * `system` is for what nobody signed in did: a password set through a link.
 */
export async function writeAudit(
  database: Writer,
  at: number,
  actor: Actor | { type: "system" },
  change: Change,
): Promise<void> {
  await database.auditEntry.create({
    data: {
      at: new Date(at),
      actorType: ACTOR_TYPES[actor.type],
      actorId: "id" in actor ? actor.id : null,
      action: change.action,
      channelSlug: change.channel ?? null,
      subject: change.subject ?? null,
      detail: { ...change.detail },
    },
  });
}
