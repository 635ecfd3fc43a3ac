import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { type BulkItem, busyItem, readBulk } from "./bulk-body.ts";

export interface BusyElasticsearch {
  url: string;
  /** From now on this share (0 to 1) of bulk items is answered with 429 and never reaches the server. */
  refuse(share: number): void;
  /** From now on every request waits so long before it reaches the server, milliseconds. */
  slow(ms: number): void;
  /** Items refused so far. */
  readonly refused: number;
  close(): Promise<void>;
}

interface BulkAnswer {
  took: number;
  errors: boolean;
  items: unknown[];
}

/** An HTTP proxy in front of Elasticsearch that refuses bulk items as an overloaded server does: 200, errors inside. */
export async function busyElasticsearch(target: string): Promise<BusyElasticsearch> {
  let share = 0;
  let wait = 0;
  let refused = 0;

  const forward = (request: IncomingMessage, body: string) =>
    fetch(new URL(request.url ?? "/", target), {
      method: request.method ?? "GET",
      // Elasticsearch wants both of one version.
      headers: {
        "content-type": request.headers["content-type"] ?? "application/json",
        accept: request.headers.accept ?? "application/json",
      },
      ...(body === "" ? {} : { body }),
    });

  async function bulk(request: IncomingMessage, items: BulkItem[]): Promise<BulkAnswer> {
    const chosen = items.map(() => Math.random() < share);
    const passed = items.filter((_, position) => !chosen[position]);
    refused += items.length - passed.length;
    let answer: BulkAnswer = { took: 0, errors: false, items: [] };
    if (passed.length > 0) {
      const response = await forward(request, passed.map(({ lines }) => `${lines.join("\n")}\n`).join(""));
      answer = { ...answer, ...((await response.json()) as Partial<BulkAnswer>) };
    }
    const answered = answer.items[Symbol.iterator]();
    const merged = items.map((item, position) => (chosen[position] ? busyItem(item) : answered.next().value));
    return { ...answer, errors: true, items: merged };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (wait > 0) await delay(wait);
    const headers = { "content-type": "application/json", "x-elastic-product": "Elasticsearch" };
    if (share > 0 && /\/_bulk(\?|$)/.test(request.url ?? "")) {
      const answer = await bulk(request, readBulk(body));
      response.writeHead(200, headers).end(JSON.stringify(answer));
      return;
    }
    const answer = await forward(request, body);
    const type = answer.headers.get("content-type") ?? "application/json";
    response.writeHead(answer.status, { ...headers, "content-type": type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  const server = createServer((request, response) => {
    // As when the server is gone: the connection ends without an answer.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse(next) {
      share = next;
    },
    slow(ms) {
      wait = ms;
    },
    get refused() {
      return refused;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
