import type { Person } from "../channels/access.ts";
import type { IftttDeps } from "../ifttt/deps.ts";
import { approve } from "../ifttt/oauth/approve.ts";
import { redeem } from "../ifttt/oauth/redeem.ts";
import type { OAuthClient } from "../ifttt/settings.ts";

/** The environment of an installation with this engine. */
export const ENGINE = {
  IFTTT_SERVICE_KEY: "a service key for tests only",
  IFTTT_CLIENT_ID: "engine",
  IFTTT_CLIENT_SECRET: "a client secret for tests only",
  IFTTT_CLIENT_NAME: "Engine",
  IFTTT_REDIRECT_URI: "https://engine.example/authorize?kept=1",
};

export const CLIENT: OAuthClient = {
  id: ENGINE.IFTTT_CLIENT_ID,
  secret: ENGINE.IFTTT_CLIENT_SECRET,
  name: ENGINE.IFTTT_CLIENT_NAME,
  redirectUri: ENGINE.IFTTT_REDIRECT_URI,
};

/** What an engine does with a code. */
export const redemption = (code: string | null) => ({
  grantType: "authorization_code",
  code,
  redirectUri: CLIENT.redirectUri,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
});

export async function codeOf(deps: IftttDeps, person: Person): Promise<string> {
  const url = new URL(await approve(deps, person, CLIENT, "some state"));
  return url.searchParams.get("code") ?? "";
}

/** The access token of somebody who let the engine in. */
export async function tokenOf(deps: IftttDeps, person: Person): Promise<string> {
  const answer = await redeem(deps, CLIENT, redemption(await codeOf(deps, person)));
  if ("error" in answer) throw new Error(`no access token: ${answer.error}`);
  return answer.token;
}
