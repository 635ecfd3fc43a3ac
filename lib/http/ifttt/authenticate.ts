import { ownOrigin } from "../../config.ts";
import { AppError } from "../../errors.ts";
import type { Account } from "../../ifttt/account.ts";
import { verifyToken } from "../../ifttt/oauth/verify.ts";
import { personAccount } from "../../ifttt/person-account.ts";
import { sameSecret } from "../../ifttt/same-secret.ts";
import { isSampleToken, sampleAccount } from "../../ifttt/sample-account.ts";
import type { IftttSettings } from "../../ifttt/settings.ts";
import type { Server } from "../../server.ts";

/** Who asks: the engine for itself, or for somebody. */
export interface Caller {
  /** Names them to the rate limit. */
  key: string;
  /** null: the engine for itself. */
  account: Account | null;
}

/** The second is what the header was called once, and what some engines still send. */
const KEY_HEADERS = ["ifttt-service-key", "ifttt-channel-key"];

/** Throws `unauthenticated` for a wrong service key, even with a good token beside it, and for neither. */
export async function authenticate(
  server: Server,
  { serviceKey }: IftttSettings,
  request: Request,
): Promise<Caller> {
  const keys = KEY_HEADERS.flatMap((name) => request.headers.get(name) ?? []);
  if (keys.some((key) => !sameSecret(key, serviceKey))) {
    throw new AppError("unauthenticated", "The service key is wrong.");
  }
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return ofToken(server, serviceKey, authorization, originOf(request, server));
  if (keys.length > 0) return { key: "engine", account: null };
  throw new AppError("unauthenticated", "Send the service key, or somebody's access token.");
}

async function ofToken(
  server: Server,
  serviceKey: string,
  authorization: string,
  origin: string,
): Promise<Caller> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
  if (isSampleToken(token, serviceKey)) return { key: "sample", account: sampleAccount(origin) };
  const connected = await verifyToken(server, token, { demo: server.config.DEMO });
  if (connected === null) throw new AppError("unauthenticated", "The access token is not valid.");
  return { key: connected.person.id, account: personAccount(server, connected, origin) };
}

/** The address under which people reach us. */
function originOf(request: Request, { config }: Server): string {
  const configured = ownOrigin(config);
  if (configured !== null) return configured;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0] === "https" ? "https" : "http";
  return host === null ? new URL(request.url).origin : `${protocol}://${host}`;
}
