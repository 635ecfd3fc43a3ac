import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds since 1970. */
  at: number;
}

type Answer = number | { status: number; headers?: Record<string, string>; body?: string } | "hang" | "break";

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next requests are answered, by their number from 0. */
  answer(how: (count: number, request: Received) => Answer): void;
  close(): Promise<void>;
}

/** A receiver of webhooks on this machine that answers as it is told to, and keeps what it got. */
export async function startReceiver(port = 0): Promise<Receiver> {
  let how: (count: number, request: Received) => Answer = () => 200;
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const got = { path: request.url ?? "", headers: request.headers, body, at: Date.now() };
      received.push(got);
      respond(response, how(received.length - 1, got));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer === "hang") return;
  if (answer === "break") {
    response.destroy();
    return;
  }
  const { status, headers = {}, body = "" } = typeof answer === "number" ? { status: answer } : answer;
  response.writeHead(status, headers).end(body);
}
