import type { Actor } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";

/** What others read about who did something, and whose side they are on. */
export async function actorName(
  database: Pick<Database, "apiKey">,
  actor: Actor,
): Promise<{ name: string; staff: boolean }> {
  if (actor.type === "operator") return { name: "The operator", staff: true };
  if (actor.type === "person") return { name: actor.name ?? actor.email, staff: actor.staff !== null };
  const key = await database.apiKey.findUnique({ where: { id: actor.id }, select: { name: true } });
  return { name: key === null ? "An API key" : `The key ${key.name}`, staff: actor.channel === null };
}
