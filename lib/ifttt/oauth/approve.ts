import { type Person, refuseWhileViewing, scopeOf } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import { createSecretToken } from "../../members/secret-token.ts";
import type { IftttDeps } from "../deps.ts";
import type { OAuthClient } from "../settings.ts";
import { ownReach } from "./reach.ts";
import { returnUrl } from "./request.ts";

const CODE_MS = 10 * 60_000;

/**
 * Lets the client read the alerts of a person's own Channels; answers where to send them, with a code that is good once
 * and for ten minutes. Throws `forbidden` while viewing as a partner, and for somebody without a Channel.
 */
export async function approve(
  { database, clock }: IftttDeps,
  viewer: Person,
  client: OAuthClient,
  state: string | null,
): Promise<string> {
  refuseWhileViewing(viewer);
  const { channels } = scopeOf(ownReach(viewer), "alerts:read");
  if (channels === "all" || channels.length === 0) {
    throw new AppError("forbidden", "You are a member of no Channel, so there is nothing to connect.");
  }
  const { token: code, hash: codeHash } = createSecretToken("csc_");
  const now = clock.now();
  await database.$transaction(async (tx) => {
    await tx.iftttConnection.create({
      data: {
        personId: viewer.id,
        clientId: client.id,
        redirectUri: client.redirectUri,
        codeHash,
        codeExpiresAt: new Date(now + CODE_MS),
        approvedAt: new Date(now),
      },
    });
    // In each trail that an owner reads: from now on, alerts of the Channel leave for elsewhere.
    for (const channel of channels) {
      await writeAudit(tx, now, viewer, { action: "connected_app.approve", channel, subject: client.name });
    }
  });
  return returnUrl(client, { code }, state);
}
