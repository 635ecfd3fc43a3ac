import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { HOSTILE_ADDRESSES } from "../testing/hostile-addresses.ts";
import { checkDestination, createOutgoing, type Resolve } from "./client.ts";
import { OutgoingFailed, OutgoingRefused } from "./types.ts";

/** Whatever asks for a name gets this: nothing here leaves the machine. */
const resolvesTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

const post = (url: string) => ({ url, headers: { "content-type": "application/json" }, body: "{}" });

const NAMES = [
  "127.0.0.1",
  "10.1.2.3",
  "169.254.169.254",
  "::1",
  "::ffff:10.0.0.1",
  "64:ff9b::a00:1",
  "fd00::1",
];

describe("addresses that users give", () => {
  it.each(HOSTILE_ADDRESSES)("%s is refused when it is made and when it is called", async (url) => {
    const resolve = resolvesTo("93.184.216.34");
    await expect(checkDestination(url, { allowPrivate: false, resolve })).rejects.toThrow(OutgoingRefused);
    await expect(createOutgoing({ allowPrivate: false, resolve }).post(post(url))).rejects.toThrow(
      OutgoingRefused,
    );
  });

  it.each(NAMES)("a name that resolves to %s is refused, alone or beside a public one", async (address) => {
    for (const resolve of [resolvesTo(address), resolvesTo("93.184.216.34", address)]) {
      const url = "https://hooks.example.com/";
      await expect(checkDestination(url, { allowPrivate: false, resolve })).rejects.toThrow(OutgoingRefused);
      await expect(createOutgoing({ allowPrivate: false, resolve }).post(post(url))).rejects.toThrow(
        OutgoingRefused,
      );
    }
  });

  it("a name that changes its mind after it was checked is refused all the same", async () => {
    let asked = 0;
    const resolve: Resolve = async () => [
      { address: asked++ === 0 ? "93.184.216.34" : "127.0.0.1", family: 4 },
    ];
    const url = "https://hooks.example.com/";
    await checkDestination(url, { allowPrivate: false, resolve });
    await expect(createOutgoing({ allowPrivate: false, resolve }).post(post(url))).rejects.toThrow(
      OutgoingRefused,
    );
    expect(asked).toBe(2);
  });

  it.each([
    "https://hooks.example.com/x?y=1",
    "https://93.184.216.34/",
    "https://[2606:2800:220:1::1]/",
    "https://hooks.example.com:8443/",
  ])("%s is a public one", async (url) => {
    await expect(
      checkDestination(url, { allowPrivate: false, resolve: resolvesTo("93.184.216.34") }),
    ).resolves.toBeUndefined();
  });
});

describe("a call", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const outgoing = createOutgoing({ allowPrivate: true, timeoutMs: 500 });

  it("answers with status, text and how long to wait", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(429, { "retry-after": "7" }).end("slow down"),
    );
    expect(await outgoing.post(post(url))).toEqual({ status: 429, text: "slow down", retryAfterMs: 7_000 });
  });

  it("follows no redirect", async () => {
    const seen: string[] = [];
    const target = await serve((_request, response) => {
      seen.push("target");
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(307, { location: target }).end());
    expect((await outgoing.post(post(url))).status).toBe(307);
    expect(seen).toEqual([]);
  });

  it("reads no more than 64 kB, and unpacks nothing", async () => {
    const url = await serve((_request, response) => response.end("x".repeat(10_000_000)));
    expect((await outgoing.post(post(url))).text).toHaveLength(65_536);
    const bomb = gzipSync("x".repeat(1_000_000));
    const packed = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    expect((await outgoing.post(post(packed))).text.length).toBeLessThan(bomb.length + 1);
  });

  it("says in words why there is no answer", async () => {
    const silent = await serve(() => undefined);
    await expect(outgoing.post(post(silent))).rejects.toThrow(new OutgoingFailed("no answer within 0.5 s"));
    const slow = await serve((_request, response) => {
      response.writeHead(200).write("a");
    });
    await expect(outgoing.post(post(slow))).rejects.toThrow(OutgoingFailed);
    const gone = await serve((request) => request.socket.destroy());
    await expect(outgoing.post(post(gone))).rejects.toThrow(/connection (closed|reset)/);
    await expect(outgoing.post(post("http://127.0.0.1:9/"))).rejects.toThrow("connection refused");
  });

  it("under way ends when it has to", async () => {
    const stop = new AbortController();
    const silent = await serve(() => stop.abort());
    const call = createOutgoing({ allowPrivate: true, stop: stop.signal }).post(post(silent));
    await expect(call).rejects.toThrow(new OutgoingFailed("stopped before an answer came"));
  });
});
