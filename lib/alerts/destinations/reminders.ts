import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Database } from "../../database/client.ts";

/** What such a link brings along: the destination's id, and a signature that proves that we made it. */
export const remindersLink = z.object({ d: z.uuid(), s: z.string().max(200) });
export type RemindersLink = z.infer<typeof remindersLink>;

/** A link that needs no sign-in: whoever reads the address's mails decides whether it is reminded. */
export function unsubscribeLink(origin: string, destinationId: string, encryptionKey: string): string {
  const params = new URLSearchParams({ d: destinationId, s: signatureOf(destinationId, encryptionKey) });
  return `${origin}/api/unsubscribe?${params}`;
}

/** Whether the destination of such a link is reminded while an incident lasts; null for a link that we did not make. */
export async function isReminded(
  database: Pick<Database, "destination">,
  link: RemindersLink,
  encryptionKey: string,
): Promise<boolean | null> {
  if (!isOurs(link, encryptionKey)) return null;
  const row = await database.destination.findUnique({
    where: { id: link.d },
    select: { reminders: true },
  });
  return row?.reminders ?? null;
}

/** Ends reminders to the destination of such a link, or begins them again; false for one that we did not make. */
export async function setReminded(
  database: Pick<Database, "destination">,
  link: RemindersLink,
  encryptionKey: string,
  reminders: boolean,
): Promise<boolean> {
  if (!isOurs(link, encryptionKey)) return false;
  const { count } = await database.destination.updateMany({ where: { id: link.d }, data: { reminders } });
  return count > 0;
}

function isOurs({ d: destinationId, s: signature }: RemindersLink, encryptionKey: string): boolean {
  const expected = Buffer.from(signatureOf(destinationId, encryptionKey));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(destinationId: string, encryptionKey: string): string {
  return createHmac("sha256", encryptionKey).update(`unsubscribe ${destinationId}`).digest("base64url");
}
