import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#lib/clock.ts";
import { decideReply, type Reply } from "../behaviour.ts";
import type { DemoChannel, DemoEndpoint } from "../catalogue/types.ts";
import type { InjectedFault } from "../faults.ts";
import { endpointAt } from "../protocol.ts";
import type { Random } from "../random.ts";
import { errorBody, NONSENSE, successBody } from "./answer.ts";

export interface HandlerDeps {
  channel: DemoChannel;
  clock: Clock;
  random: Random;
  /** Faults at work on this Channel now. */
  faults(): readonly InjectedFault[];
}

type Answer = Extract<Reply, { type: "answer" }>;

function send(response: ServerResponse, status: number, type: string, body: string, retryAfterS?: number) {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-request-id": randomUUID(),
    ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
  });
  response.end(body);
}

function sendAnswer(deps: HandlerDeps, endpoint: DemoEndpoint, answer: Answer, response: ServerResponse) {
  if (answer.body === "nonsense") return send(response, answer.status, "text/html; charset=utf-8", NONSENSE);
  const body =
    answer.body === "data"
      ? successBody(endpoint, answer.fresh, deps.clock.now(), deps.random)
      : errorBody(answer.message ?? "error");
  send(response, answer.status, "application/json; charset=utf-8", body, answer.retryAfterS ?? undefined);
}

/** Does what was decided, when its time has come; a caller that left is forgotten. */
function carryOut(
  deps: HandlerDeps,
  endpoint: DemoEndpoint,
  reply: Reply,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { socket } = request;
  if (reply.type === "silent") return;
  if (reply.type === "refused") {
    socket.resetAndDestroy();
    return;
  }
  const timer = setTimeout(() => {
    if (reply.type === "reset") socket.resetAndDestroy();
    else sendAnswer(deps, endpoint, reply, response);
  }, reply.delayMs);
  response.once("close", () => clearTimeout(timer));
}

/** Answers for one partner API. */
export function partnerApi(deps: HandlerDeps): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    request.resume();
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const endpoint = endpointAt(deps.channel, request.method ?? "GET", path);
    if (endpoint === null) {
      send(response, 404, "application/json; charset=utf-8", errorBody("there is nothing here"));
      return;
    }
    if (!request.headers.authorization?.startsWith("Bearer ")) {
      send(response, 401, "application/json; charset=utf-8", errorBody("the access token is missing"));
      return;
    }
    carryOut(
      deps,
      endpoint,
      decideReply(deps.channel, endpoint, deps.faults(), deps.random),
      request,
      response,
    );
  };
}
