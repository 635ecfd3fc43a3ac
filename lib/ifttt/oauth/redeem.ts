import { createSecretToken, hashSecretToken } from "../../members/secret-token.ts";
import type { IftttDeps } from "../deps.ts";
import { sameSecret } from "../same-secret.ts";
import type { OAuthClient } from "../settings.ts";
import { forgetTriggers } from "../subscriptions/forget.ts";
import { revokeConnections } from "./revoke.ts";

/** A request for a token, as its form and its header have it. */
export interface TokenRequest {
  grantType: string | null;
  code: string | null;
  redirectUri: string | null;
  clientId: string | null;
  clientSecret: string | null;
}

/** Names of RFC 6749. */
export type TokenRefusal = "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type";

export type TokenAnswer = { token: string } | { error: TokenRefusal };

/** Changes a code for an access token that does not expire. A code that comes again ends the token it once gave. */
export async function redeem(
  deps: IftttDeps,
  client: OAuthClient,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { grantType, code, redirectUri } = request;
  // Both are looked at in any case, so that the time says nothing.
  const known = [
    sameSecret(request.clientId ?? "", client.id),
    sameSecret(request.clientSecret ?? "", client.secret),
  ];
  if (known.includes(false)) return { error: "invalid_client" };
  if (grantType === null) return { error: "invalid_request" };
  if (grantType !== "authorization_code") return { error: "unsupported_grant_type" };
  if (code === null || redirectUri === null) return { error: "invalid_request" };
  const { token, hash: tokenHash } = createSecretToken("cst_");
  const now = new Date(deps.clock.now());
  const where = { codeHash: hashSecretToken(code), clientId: client.id, redirectUri };
  const redeemed = await deps.database.iftttConnection.updateMany({
    where: {
      ...where,
      tokenHash: null,
      revokedAt: null,
      codeExpiresAt: { gt: now },
      person: { disabledAt: null },
    },
    data: { tokenHash },
  });
  if (redeemed.count === 1) return { token };
  await endIfStolen(deps, where.codeHash, now);
  return { error: "invalid_grant" };
}

/** Two have had the same code: whichever of them holds the token, it is not known to be the right one. */
async function endIfStolen(deps: IftttDeps, codeHash: string, now: Date): Promise<void> {
  const used = await deps.database.iftttConnection.findFirst({
    where: { codeHash, tokenHash: { not: null }, revokedAt: null },
    select: { id: true },
  });
  if (used === null) return;
  await revokeConnections(deps.database, { id: used.id }, now);
  await forgetTriggers(deps, { connectionId: used.id });
}
