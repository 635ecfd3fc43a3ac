import { createHmac, timingSafeEqual } from "node:crypto";
import type { Database } from "../../database/client.ts";

/** A link that needs no sign-in: it names the destination, and a signature proves that we made it. */
export function unsubscribeLink(origin: string, destinationId: string, encryptionKey: string): string {
  const params = new URLSearchParams({ d: destinationId, s: signatureOf(destinationId, encryptionKey) });
  return `${origin}/api/unsubscribe?${params}`;
}

/** Ends reminders to the destination of such a link; false for one that we did not make. */
export async function unsubscribe(
  database: Pick<Database, "destination">,
  { d: destinationId, s: signature }: { d: string; s: string },
  encryptionKey: string,
): Promise<boolean> {
  const expected = Buffer.from(signatureOf(destinationId, encryptionKey));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const { count } = await database.destination.updateMany({
    where: { id: destinationId },
    data: { reminders: false },
  });
  return count > 0;
}

function signatureOf(destinationId: string, encryptionKey: string): string {
  return createHmac("sha256", encryptionKey).update(`unsubscribe ${destinationId}`).digest("base64url");
}
