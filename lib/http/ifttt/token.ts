import { AppError } from "../../errors.ts";
import { readBody } from "../../events/ingest/read-body.ts";
import { redeem, type TokenRefusal } from "../../ifttt/oauth/redeem.ts";
import { iftttSettings } from "../../ifttt/settings.ts";
import { getServer } from "../../server.ts";
import { countRequest } from "../metrics.ts";
import { problemOf } from "../problem.ts";
import { takeFailure } from "./limits.ts";

const LIMIT = { bytes: 16 * 1024, words: "The form can be 16 kB at most." };
const PATH = "/ifttt/oauth/token";

/** The token endpoint of RFC 6749: a code for an access token, by the one client that is configured. */
export async function tokenRoute(request: Request): Promise<Response> {
  const startedAt = performance.now();
  const response = await answer(request).catch(async (error: unknown) =>
    problemOf(error, (await getServer().catch(() => null))?.log ?? null),
  );
  response.headers.set("cache-control", "no-store");
  countRequest(request.method, PATH, response.status, performance.now() - startedAt);
  return response;
}

async function answer(request: Request): Promise<Response> {
  const server = await getServer();
  const client = iftttSettings(server.config)?.client ?? null;
  if (client === null) throw new AppError("not_found", "Nothing can be connected here.");
  const form = new URLSearchParams((await readBody(request, LIMIT)).toString("utf8"));
  const basic = readBasic(request.headers.get("authorization"));
  const result = await redeem(server, client, {
    grantType: form.get("grant_type"),
    code: form.get("code"),
    redirectUri: form.get("redirect_uri"),
    clientId: basic?.id ?? form.get("client_id"),
    clientSecret: basic?.secret ?? form.get("client_secret"),
  });
  if ("token" in result) {
    return Response.json({ access_token: result.token, token_type: "Bearer", scope: "ifttt" });
  }
  takeFailure(request, server.clock.now());
  server.log.warn({ error: result.error }, "no access token was given");
  return refusal(result.error);
}

function refusal(error: TokenRefusal): Response {
  if (error !== "invalid_client") return Response.json({ error }, { status: 400 });
  const headers = { "www-authenticate": 'Basic realm="channelscope"' };
  return Response.json({ error }, { status: 401, headers });
}

/** Client id and secret of an Authorization header, each form-encoded as the RFC has it. */
function readBasic(header: string | null): { id: string; secret: string } | null {
  const encoded = /^Basic +([\w+/=-]+) *$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const at = text.indexOf(":");
  if (at < 0) return null;
  return { id: formDecoded(text.slice(0, at)), secret: formDecoded(text.slice(at + 1)) };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
