import { AppError } from "../../errors.ts";
import type { Account } from "../../ifttt/account.ts";
import { iftttSettings } from "../../ifttt/settings.ts";
import { getServer, type Server } from "../../server.ts";
import { countRequest } from "../metrics.ts";
import { authenticate, type Caller } from "./authenticate.ts";
import { readObject } from "./body.ts";
import { errorsOf } from "./errors.ts";
import { takeCall, takeFailure } from "./limits.ts";

type Parts = Record<string, string | undefined>;
type NextHandler = (request: Request, context: { params: Promise<Parts | undefined> }) => Promise<Response>;

interface Call {
  server: Server;
  serviceKey: string;
  /** A part of the path. */
  part(name: string): string;
  /** Read when it is asked for. */
  body(): Promise<Record<string, unknown>>;
}

type AccountCall = Call & { account: Account };
type AnyCall = Call & { account: Account | null };

/** For the engine itself, which names itself by the service key. */
export function engineRoute(path: string, handle: (call: Call) => Promise<unknown>): NextHandler {
  return serve(path, async (call) => {
    if (call.account !== null) throw new AppError("unauthenticated", "This needs the service key.");
    return handle(call);
  });
}

/** For the engine on behalf of somebody, whose access token it sends. */
export function accountRoute(path: string, handle: (call: AccountCall) => Promise<unknown>): NextHandler {
  return serve(path, async ({ account, ...call }) => {
    if (account === null) throw new AppError("unauthenticated", "This needs somebody's access token.");
    return handle({ ...call, account });
  });
}

/** For both. */
export function anyRoute(path: string, handle: (call: AnyCall) => Promise<unknown>): NextHandler {
  return serve(path, handle);
}

/**
 * A route of the service: it finds out who asks, answers `{"data": …}`, and turns every error into the protocol's.
 * Where the service is not set up, there is nothing at any of its addresses.
 */
function serve(path: string, handle: (call: AnyCall) => Promise<unknown>): NextHandler {
  const answer = async (server: Server, request: Request, parts: Parts): Promise<Response> => {
    const settings = iftttSettings(server.config);
    if (settings === null) throw new AppError("not_found", "This service is not set up here.");
    const identify = (): Promise<Caller> => authenticate(server, settings, request);
    const { account, key } = await identify().catch((error: unknown) => {
      if (error instanceof AppError && error.code === "unauthenticated") {
        takeFailure(request, server.clock.now());
      }
      throw error;
    });
    takeCall(key, server.clock.now());
    const result = await handle({
      server,
      serviceKey: settings.serviceKey,
      account,
      part: (name) => parts[name] ?? "",
      body: () => readObject(request),
    });
    return result instanceof Response ? result : Response.json({ data: result });
  };

  return async (request, context) => {
    const startedAt = performance.now();
    let server: Server | null = null;
    let response: Response;
    try {
      server = await getServer();
      response = await answer(server, request, (await context.params) ?? {});
    } catch (error) {
      response = errorsOf(error, server?.log ?? null);
    }
    response.headers.set("cache-control", "no-store");
    if (response.body !== null) response.headers.set("content-type", "application/json; charset=utf-8");
    const ms = performance.now() - startedAt;
    countRequest(request.method, path, response.status, ms);
    server?.log.info(
      { ...said(request), path, status: response.status, ms: Math.round(ms) },
      "IFTTT request",
    );
    return response;
  };
}

/** What the engine says about a request, for whoever has to find it in both logs. */
function said({ method, headers }: Request) {
  return {
    method,
    request_id: headers.get("x-request-id")?.slice(0, 200) ?? null,
    test: headers.get("ifttt-test-mode") === "1",
    realtime: headers.get("x-ifttt-realtime") === "1",
  };
}
