import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type ApiRequestEvent, apiRequestEvent } from "../events/schema.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import { httpSink } from "./http-sink.ts";
import {
  createInstrumentation,
  type Instrumentation,
  type InstrumentationOptions,
} from "./instrumentation.ts";
import type { EventSink } from "./sink.ts";

const NOW = Date.parse("2026-03-02T10:15:30.250Z");
const CONTEXT = {
  channel: "acme-chat",
  kind: "action",
  endpoint: "send_message",
  recipe_id: "r-1",
  run_id: "run-1",
  user_id: "user-7",
  attempt: 1,
} as const;

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
}

async function partner(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** An instrumentation whose events can be looked at, each as the schema reads it. */
function instrumented(options: Partial<InstrumentationOptions> = {}) {
  const events: ApiRequestEvent[] = [];
  const sink: EventSink = {
    async send(batch) {
      for (const { json } of batch) events.push(apiRequestEvent.parse(JSON.parse(json.toString())));
      return 0;
    },
  };
  const instrumentation = createInstrumentation({
    sink,
    clock: fakeClock(NOW),
    worker: "worker-1",
    limits: { maxAgeMs: 5 },
    ...options,
  });
  opened.push(() => instrumentation.close(100));
  return { instrumentation, events };
}

async function only(instrumentation: Instrumentation, events: ApiRequestEvent[]): Promise<ApiRequestEvent> {
  await expect.poll(() => events.length).toBe(1);
  await instrumentation.flush(1_000);
  const [event, ...others] = events;
  expect(others).toEqual([]);
  if (event === undefined) throw new Error("no event");
  return event;
}

describe("an instrumented request", () => {
  it("becomes one event with what was sent, what came back, and whose it was", async () => {
    const url = await partner((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(201, { "x-request-id": "req-42", "content-type": "application/json" });
        response.end('{"ok":true}');
      });
    });
    const { instrumentation, events } = instrumented();
    const response = await instrumentation.fetch(CONTEXT, `${url}/v1/messages?api_key=s3cret&page=2`, {
      method: "post",
      body: "hello",
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ ok: true });
    const event = await only(instrumentation, events);
    expect(event).toMatchObject({
      ...CONTEXT,
      timestamp: "2026-03-02T10:15:30.250Z",
      method: "POST",
      status_code: 201,
      request_bytes: 5,
      response_bytes: 11,
      request_id: "req-42",
      worker: "worker-1",
    });
    expect(event.error_type).toBeUndefined();
    expect(event.url).toContain("page=2");
    expect(event.url).not.toContain("s3cret");
    expect(event.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is timed to the end of the body; only the first on a connection has paid for connecting", async () => {
    const url = await partner((_request, response) => {
      setTimeout(() => {
        response.write("first");
        setTimeout(() => response.end("last"), 60);
      }, 60);
    });
    const { instrumentation, events } = instrumented({ connections: 1 });
    await (await instrumentation.fetch(CONTEXT, url)).text();
    await (await instrumentation.fetch(CONTEXT, url)).text();
    await expect.poll(() => events.length).toBe(2);
    const [first, second] = events;
    expect(first?.duration_ms).toBeGreaterThanOrEqual(115);
    expect(first?.timings?.first_byte).toBeGreaterThanOrEqual(55);
    expect(first?.timings?.first_byte).toBeLessThan((first?.duration_ms ?? 0) - 40);
    expect(first?.timings?.connect).toBeGreaterThanOrEqual(0);
    expect(second?.timings).not.toHaveProperty("connect");
  });

  it("has the time of the name's resolution when there was one", async () => {
    const url = await partner((_request, response) => response.end("ok"));
    const { instrumentation, events } = instrumented();
    await (await instrumentation.fetch(CONTEXT, url.replace("127.0.0.1", "localhost"))).text();
    expect((await only(instrumentation, events)).timings?.dns).toBeGreaterThan(0);
  });

  it("keeps the status of an answer whose body is never read or is given up", async () => {
    const url = await partner((_request, response) => {
      response.writeHead(503);
      response.write("x".repeat(1_000));
    });
    const { instrumentation, events } = instrumented();
    const response = await instrumentation.fetch(CONTEXT, url);
    await response.body?.cancel();
    const event = await only(instrumentation, events);
    expect(event.status_code).toBe(503);
    expect(event.error_type).toBeUndefined();
  });

  it("follows redirects as one call, with the last status", async () => {
    const url = await partner((request, response) => {
      if (request.url === "/old") response.writeHead(302, { location: "/new" }).end();
      else response.end("here");
    });
    const { instrumentation, events } = instrumented();
    expect(await (await instrumentation.fetch(CONTEXT, `${url}/old`)).text()).toBe("here");
    expect((await only(instrumentation, events)).status_code).toBe(200);
  });

  it("is timed to the end of the body that a redirect led to", async () => {
    const url = await partner((request, response) => {
      if (request.url === "/old") return response.writeHead(302, { location: "/new" }).end();
      response.write("first");
      setTimeout(() => response.end("last"), 60);
    });
    const { instrumentation, events } = instrumented();
    expect(await (await instrumentation.fetch(CONTEXT, `${url}/old`)).text()).toBe("firstlast");
    const event = await only(instrumentation, events);
    expect(event).toMatchObject({ status_code: 200, response_bytes: 9 });
    expect(event.duration_ms).toBeGreaterThanOrEqual(55);
  });
});

describe("a request that fails", () => {
  async function failing(url: string, options: Partial<InstrumentationOptions> = {}, init = {}) {
    const { instrumentation, events } = instrumented(options);
    await expect(
      instrumentation.fetch(CONTEXT, url, init).then((response) => response.text()),
    ).rejects.toBeInstanceOf(Error);
    return only(instrumentation, events);
  }

  it("for want of an answer in time is a timeout", async () => {
    const url = await partner(() => undefined);
    const event = await failing(url, { timeoutMs: 80 });
    expect(event).toMatchObject({ error_type: "timeout", status_code: null });
    expect(event.duration_ms).toBeGreaterThanOrEqual(75);
  });

  it("because the body stalls is a timeout that keeps its status", async () => {
    const url = await partner((_request, response) => response.writeHead(200).write("part"));
    expect(await failing(url, { timeoutMs: 80 })).toMatchObject({ error_type: "timeout", status_code: 200 });
  });

  it("because nobody listens is a connect error", async () => {
    const server = createServer();
    const port = await listen(server);
    await opened.pop()?.();
    expect(await failing(`http://127.0.0.1:${port}/`)).toMatchObject({
      error_type: "connect",
      status_code: null,
    });
  });

  it("because the partner hangs up is a reset", async () => {
    const port = await listen(
      createTcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())),
    );
    expect(await failing(`http://127.0.0.1:${port}/`)).toMatchObject({
      error_type: "reset",
      status_code: null,
    });
  });

  it("because the name does not exist is a dns error", async () => {
    expect(await failing("http://partner.invalid/")).toMatchObject({ error_type: "dns", status_code: null });
  });

  it("because the other side speaks no TLS is a tls error", async () => {
    const url = await partner((_request, response) => response.end());
    expect(await failing(url.replace("http:", "https:"))).toMatchObject({
      error_type: "tls",
      status_code: null,
    });
  });

  it("because the answer is not HTTP is an invalid response", async () => {
    const port = await listen(
      createTcpServer((socket) => socket.once("data", () => socket.end("nonsense\r\n\r\n"))),
    );
    expect(await failing(`http://127.0.0.1:${port}/`)).toMatchObject({ error_type: "invalid_response" });
  });

  it("because the caller gave it up is cancelled", async () => {
    const url = await partner(() => undefined);
    const event = await failing(url, {}, { signal: AbortSignal.abort() });
    expect(event).toMatchObject({ error_type: "cancelled", status_code: null });
  });
});

describe("reading the answer as part of the request", () => {
  const garbage = () => partner((_request, response) => response.end("<html>"));

  it("makes an answer that cannot be used an invalid response, and gives the caller its own error", async () => {
    const { instrumentation, events } = instrumented();
    const call = instrumentation.request(CONTEXT, await garbage(), {}, (response) => response.json());
    await expect(call).rejects.toBeInstanceOf(SyntaxError);
    expect(await only(instrumentation, events)).toMatchObject({
      error_type: "invalid_response",
      status_code: 200,
    });
  });

  it("keeps what the reader says about an answer whose status is a failure already, and its beginning", async () => {
    const url = await partner((_request, response) => {
      response.writeHead(503).end(`{"errors":[{"message":"no capacity, token=4f1a9c77"}]}`);
    });
    const { instrumentation, events } = instrumented();
    const call = instrumentation.request(CONTEXT, url, {}, async (response) => {
      await response.text();
      throw new Error("no capacity");
    });
    await expect(call).rejects.toThrow("no capacity");
    const event = await only(instrumentation, events);
    expect(event).toMatchObject({ status_code: 503, error_message: "no capacity" });
    expect(event.error_type).toBeUndefined();
    expect(event.response_excerpt).toBe(`{"errors":[{"message":"no capacity, token=redacted"}]}`);
  });

  it("keeps nothing of an answer that was good", async () => {
    const url = await partner((_request, response) => response.end("private things"));
    const { instrumentation, events } = instrumented();
    await instrumentation.request(CONTEXT, url, {}, (response) => response.text());
    expect((await only(instrumentation, events)).response_excerpt).toBeUndefined();
  });

  it("gives what was read", async () => {
    const { instrumentation, events } = instrumented();
    expect(await instrumentation.request(CONTEXT, await garbage(), {}, (response) => response.text())).toBe(
      "<html>",
    );
    expect(await only(instrumentation, events)).toMatchObject({ status_code: 200, response_bytes: 6 });
  });

  it("counts a connection lost while reading as what it is", async () => {
    const url = await partner((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("part", () => response.destroy());
    });
    const { instrumentation, events } = instrumented();
    await expect(
      instrumentation.request(CONTEXT, url, {}, (response) => response.text()),
    ).rejects.toBeInstanceOf(Error);
    expect(await only(instrumentation, events)).toMatchObject({ error_type: "reset", status_code: 200 });
  });
});

describe("the caller", () => {
  it("is not touched by a sink that is down or hangs", async () => {
    const url = await partner((_request, response) => response.end("ok"));
    for (const send of [
      () => Promise.reject(new Error("down")),
      () => new Promise<number>(() => undefined),
    ]) {
      const instrumentation = createInstrumentation({
        sink: { send },
        clock: fakeClock(NOW),
        limits: { maxAgeMs: 1, queueBytes: 2_000 },
      });
      for (let n = 0; n < 30; n += 1)
        expect(await (await instrumentation.fetch(CONTEXT, url)).text()).toBe("ok");
      await expect
        .poll(() => instrumentation.stats.dropped + instrumentation.stats.queued, { timeout: 2_000 })
        .toBe(30);
      expect(instrumentation.stats.dropped).toBeGreaterThan(0);
    }
  });
});

describe("the HTTP sink", () => {
  it("posts gzipped NDJSON with the key, tries again when told to, and is not itself observed", async () => {
    const posts: { path: string; key: string; lines: unknown[] }[] = [];
    const channelscope = await partner((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const lines = gunzipSync(Buffer.concat(chunks)).toString().trim().split("\n");
        posts.push({
          path: request.url ?? "",
          key: request.headers.authorization ?? "",
          lines: lines.map((line) => JSON.parse(line)),
        });
        if (posts.length === 1) response.writeHead(503).end();
        else response.writeHead(202).end(JSON.stringify({ data: { accepted: lines.length } }));
      });
    });
    const url = await partner((_request, response) => response.end("ok"));
    const { instrumentation } = instrumented({ sink: httpSink({ url: channelscope, apiKey: "cs_key" }) });
    for (let n = 0; n < 3; n += 1) await (await instrumentation.fetch(CONTEXT, url)).text();
    await instrumentation.flush(3_000);
    expect(instrumentation.stats).toEqual({ queued: 0, sent: 3, dropped: 0, rejected: 0 });
    expect(posts[0]).toMatchObject({ path: "/api/v1/events", key: "Bearer cs_key" });
    expect(posts.slice(1).flatMap(({ lines }) => lines)).toHaveLength(3);
  });
});
