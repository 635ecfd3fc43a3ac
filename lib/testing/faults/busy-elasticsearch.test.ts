import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BusyElasticsearch, busyElasticsearch } from "./busy-elasticsearch.ts";

let bodies: string[];
let server: ReturnType<typeof createServer>;
let busy: BusyElasticsearch;

beforeEach(async () => {
  bodies = [];
  server = createServer(async (request, response) => {
    const body = await text(request);
    bodies.push(body);
    const ids = [...body.matchAll(/"_id":"(\w+)"/g)].map(([, _id]) => ({ create: { _id, status: 201 } }));
    response.end(JSON.stringify({ took: 3, errors: false, items: ids }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  busy = await busyElasticsearch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await busy.close();
  server.close();
});

const bulk = (...ids: string[]) => ids.map((id) => `{"create":{"_id":"${id}"}}\n{"a":1}\n`).join("");
const send = async (body: string) => {
  const response = await fetch(`${busy.url}/_bulk`, { method: "POST", body });
  const answer = (await response.json()) as {
    errors: boolean;
    items: { create: { _id: string; status: number } }[];
  };
  return { status: response.status, ...answer };
};

test("what is refused is answered in its place and never reaches the server", async () => {
  busy.refuse(0.5);
  const ids = Array.from({ length: 200 }, (_, item) => `d${item}`);
  const { status, errors, items } = await send(bulk(...ids));
  expect(status).toBe(200);
  expect(errors).toBe(true);
  expect(items.map(({ create }) => create._id)).toEqual(ids);
  const refused = items.filter(({ create }) => create.status === 429).map(({ create }) => create._id);
  expect(busy.refused).toBe(refused.length);
  expect(refused.length).toBeGreaterThan(50);
  expect(bodies).toEqual([bulk(...ids.filter((id) => !refused.includes(id)))]);
});

test("all refused: the server is not asked; none refused: it answers as ever", async () => {
  busy.refuse(1);
  expect((await send(bulk("a"))).items).toMatchObject([
    { create: { _id: "a", status: 429, error: { type: "es_rejected_execution_exception" } } },
  ]);
  expect(bodies).toEqual([]);
  busy.refuse(0);
  expect(await send(bulk("a"))).toMatchObject({ errors: false, items: [{ create: { status: 201 } }] });
});
