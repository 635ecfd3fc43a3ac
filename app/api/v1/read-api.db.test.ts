import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { parseConfig } from "#lib/config.ts";
import { channelFromApi, channelToApi } from "#lib/http/api/channel.ts";
import { healthFromApi, healthToApi } from "#lib/http/api/health.ts";
import {
  affectedData,
  channelData,
  facetsData,
  healthData,
  histogramData,
  problem,
  requestData,
  requestDetailData,
  savedViewData,
} from "#lib/http/api/schemas.ts";
import { createLog } from "#lib/log.ts";
import { openReadingWorld, person, type ReadingWorld } from "#lib/testing/reading.ts";

let world: ReadingWorld;

vi.mock("#lib/server.ts", () => ({
  getServer: async () => ({ ...world, config: parseConfig({}), log: createLog("test", "silent") }),
}));

/** Who asks, by a bearer token that names them. */
vi.mock("#lib/http/principal.ts", () => ({
  principalOf: async (request: Request) => {
    const name = request.headers.get("authorization")?.replace("Bearer ", "");
    if (name === "alice") return person(["alpha"]);
    if (name === "sender") return { type: "key", id: "k", channel: "alpha", scopes: ["events:write"] };
    if (name === "reader") return { type: "key", id: "k", channel: "alpha", scopes: ["read"] };
    return name === "support" ? person([], "support") : null;
  },
}));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const HANDLERS: Record<string, () => Promise<{ GET: Handler }>> = {
  affected: () => import("./channels/[slug]/affected/route.ts"),
  health: () => import("./channels/[slug]/health/route.ts"),
  requests: () => import("./channels/[slug]/requests/route.ts"),
  histogram: () => import("./channels/[slug]/histogram/route.ts"),
  facets: () => import("./channels/[slug]/facets/route.ts"),
  export: () => import("./channels/[slug]/export/route.ts"),
  tail: () => import("./channels/[slug]/tail/route.ts"),
  views: () => import("./channels/[slug]/views/route.ts"),
};

async function call(load: () => Promise<{ GET: Handler }>, path: string, params: object, who: string | null) {
  const headers: Record<string, string> = who === null ? {} : { authorization: `Bearer ${who}` };
  const { GET } = await load();
  const request = new Request(`http://localhost/api/v1${path}`, { headers });
  return GET(request, { params: Promise.resolve(params as Record<string, string>) });
}

const channels = (query = "", who: string | null = "alice") =>
  call(() => import("./channels/route.ts"), `/channels${query}`, {}, who);
const of = (part: string, slug: string, query = "", who: string | null = "alice") =>
  call(HANDLERS[part] ?? (() => Promise.reject()), `/channels/${slug}/${part}${query}`, { slug }, who);
const one = (slug: string, id: string, query = "", who = "alice") =>
  call(
    () => import("./channels/[slug]/requests/[id]/route.ts"),
    `/channels/${slug}/requests/${id}${query}`,
    { slug, id },
    who,
  );

async function data<T extends z.ZodType>(response: Response, schema: T): Promise<z.infer<T>> {
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return schema.parse(((await response.json()) as { data: unknown }).data);
}

async function refusal(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = problem.parse(await response.json());
  expect(body.status).toBe(response.status);
  return body;
}

let failing: { id: string; timestamp: number };
let hidden: { id: string };

beforeAll(async () => {
  world = await openReadingWorld(["alpha", "beta"]);
  await world.happened(20, { channel: "alpha", request_headers: { accept: "json" } }, 50);
  const [first] = await world.happened(10, { channel: "alpha", status_code: 503, run_id: "r" }, 10);
  const [other] = await world.happened(10, { channel: "beta", endpoint: "hidden_endpoint", run_id: "r" }, 5);
  if (first === undefined || other === undefined) throw new Error("nothing was stored");
  failing = first;
  hidden = other;
});

afterAll(() => world.close());

describe("answers are what their schemas, and so the OpenAPI document, say", () => {
  test("channels", async () => {
    const response = await channels();
    const rows = await data(response, channelData.strict().array());
    expect(rows.map((row) => row.slug)).toEqual(["alpha"]);
    expect(channelToApi(channelFromApi(rows[0] as (typeof rows)[number]))).toEqual(rows[0]);
  });

  test("health: figures at the top, the rest beside", async () => {
    const health = await data(await of("health", "alpha", "?range=3h"), healthData.strict());
    expect(health).toMatchObject({
      requests: 60,
      failures: 10,
      outcomes: { "2xx": 50, "5xx": 10 },
      status_codes: { "200": 50, "503": 10 },
      range: { label: "3h" },
    });
    expect(health.p50).toBeCloseTo(120, -1);
    expect(healthToApi(healthFromApi(health))).toEqual(health);
  });

  test("whom failures reached", async () => {
    const reached = await data(await of("affected", "alpha", "?range=3h"), affectedData.strict());
    expect(reached).toEqual({ users: [{ id: "u_aaaaaaaaaaaaaaaa", failures: 10 }], recipes: [] });
  });

  test("whom failures reached, as a file for a spreadsheet", async () => {
    const file = await of("affected", "alpha", "?range=3h&format=csv&of=users");
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="alpha-affected-users.csv"');
    expect(await file.text()).toBe("user_id,failures\r\nu_aaaaaaaaaaaaaaaa,10\r\n");
    expect((await of("affected", "alpha", "?limit=10001")).status).toBe(400);
  });

  test("requests, page by page", async () => {
    const response = await of("requests", "alpha", "?limit=40");
    const page = (await response.clone().json()) as { next_cursor: string | null };
    expect(await data(response, requestData.strict().array())).toHaveLength(40);
    const rest = await of(
      "requests",
      "alpha",
      `?limit=40&cursor=${encodeURIComponent(page.next_cursor ?? "")}`,
    );
    expect(await data(rest, requestData.strict().array())).toHaveLength(20);
  });

  test("one request", async () => {
    const at = new Date(failing.timestamp).toISOString();
    const detail = await data(await one("alpha", failing.id, `?at=${at}`), requestDetailData.strict());
    expect(detail.verdict?.fault).toBe("partner");
  });

  test("histogram and facets", async () => {
    expect(await data(await of("histogram", "alpha", "?q=is:failed"), histogramData.strict())).toMatchObject({
      total: 10,
    });
    expect(await data(await of("facets", "alpha"), facetsData)).toMatchObject({
      outcome: [
        { value: "2xx", count: 50 },
        { value: "5xx", count: 10 },
      ],
    });
  });
});

test("the Channel's saved views", async () => {
  await world.database.savedView.create({
    data: { channelSlug: "alpha", name: "Failures", query: "is:failed" },
  });
  const reader = await of("views", "alpha", "", "reader");
  expect(await data(reader, savedViewData.strict().array())).toMatchObject([
    { name: "Failures", shared: true, removable: false },
  ]);
});

test("a hundred live tails of one reader, no more, until one closes", async () => {
  const tail = () => of("tail", "alpha", "", "reader");
  const open: Response[] = [];
  while (open.length < 100) open.push(await tail());
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));
  const refused = await tail();
  expect(refused.headers.get("retry-after")).toBe("30");
  expect(await refusal(refused)).toMatchObject({
    status: 429,
    detail: "You have 100 live tails open already. Close one of them.",
  });
  open.unshift(await of("tail", "alpha"));
  expect(open[0]?.status).toBe(200);
  await open.pop()?.body?.cancel();
  open.push(await tail());
  expect(open.at(-1)?.status).toBe(200);
  await Promise.all(open.map(({ body }) => body?.cancel()));
});

describe("an export", () => {
  test("is a file with a header and every matching row", async () => {
    const response = await of("export", "alpha", "?range=3h&q=is:failed");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="alpha-requests.csv"');
    expect(response.headers.get("cache-control")).toBe("no-store");
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^timestamp,id,channel,/);
    expect(lines).toHaveLength(11);
  });

  test("has every field as NDJSON, newest first, up to a limit", async () => {
    const response = await of("export", "alpha", "?range=3h&format=ndjson&limit=12");
    const rows = (await response.text())
      .trimEnd()
      .split("\n")
      .map((line) => requestData.strict().parse(JSON.parse(line)));
    expect(rows).toHaveLength(12);
    expect(rows.map((row) => row.failed)).toEqual([...Array(10).fill(true), false, false]);
    expect(rows[11]?.request_headers).toEqual({ accept: "json" });
  });

  test("refuses another format, and more than a million rows", async () => {
    expect(await refusal(await of("export", "alpha", "?format=xls"))).toMatchObject({ field: "format" });
    expect(await refusal(await of("export", "alpha", "?limit=1000001"))).toMatchObject({ field: "limit" });
  });
});

describe("nonsense is answered clearly", () => {
  test.each([
    ["?q=stat:500", "q", "Unknown field `stat`. Did you mean `status`?"],
    ["?range=soon", "range", "`range` must be a number with s, m, h or d, like 15m, 3h or 7d."],
    ["?from=yesterday", "from", undefined],
    ["?limit=1001", "limit", undefined],
    ["?limit=many", "limit", undefined],
    ["?cursor=nonsense", "cursor", undefined],
    ["?colour=red", "colour", "There is no parameter `colour` here."],
    ["?range=1h&range=2h", "range", "`range` is given twice."],
    ["?__proto__=1", "__proto__", undefined],
  ])("%s names %s", async (query, field, detail) => {
    const response = await of("requests", "alpha", query);
    const body = await refusal(response);
    expect(body).toMatchObject({ status: 400, field });
    if (detail !== undefined) expect(body.detail).toBe(detail);
  });

  test("bad syntax says where", async () => {
    const response = await of("requests", "alpha", `?q=${encodeURIComponent('timeout "never closed')}`);
    expect(await refusal(response)).toMatchObject({ field: "q", position: 8 });
  });
});

describe("who may ask", () => {
  test("nobody without a key or a session", async () => {
    for (const response of [await channels("", null), await of("health", "alpha", "", null)]) {
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
      expect((await refusal(response)).status).toBe(401);
    }
  });

  test("a key without the scope is told so on its own Channel", async () => {
    expect((await refusal(await of("health", "alpha", "", "sender"))).status).toBe(403);
    expect((await refusal(await of("health", "beta", "", "sender"))).status).toBe(404);
  });

  test.each(Object.keys(HANDLERS))("%s of another's Channel is as one that does not exist", async (part) => {
    const another = await refusal(await of(part, "beta"));
    const nothing = await refusal(await of(part, "no-such-channel"));
    expect(another.status).toBe(404);
    expect(another).toEqual(nothing);
  });

  test("a guessed id of another's Channel is not found through any path", async () => {
    expect((await refusal(await one("beta", hidden.id))).status).toBe(404);
    expect((await refusal(await one("alpha", hidden.id))).status).toBe(404);
    expect((await one("beta", hidden.id, "", "support")).status).toBe(200);
  });

  test("no answer to a member contains anything of another's Channel", async () => {
    const texts = await Promise.all(
      [
        channels(),
        of("health", "alpha"),
        of("requests", "alpha"),
        of("histogram", "alpha"),
        of("facets", "alpha"),
        of("export", "alpha"),
        one("alpha", failing.id),
      ].map(async (answer) => (await answer).text()),
    );
    for (const text of texts) {
      expect(text).not.toContain("hidden_endpoint");
      expect(text).not.toContain("beta");
    }
  });
});

test("live tail sends what becomes searchable, within a second, and of this Channel only", async () => {
  const response = await of("tail", "alpha", "?q=is:failed");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (part: string) => {
    while (!text.includes(part)) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) throw new Error(`the stream ended before ${part}`);
      text += chunk.value;
    }
  };
  await until("event: status\ndata: live");
  const now = world.clock.now();
  await world.happened(0, { id: "not-failed", channel: "alpha", accepted_at: now });
  await world.happened(0, { id: "not-ours", channel: "beta", status_code: 500, accepted_at: now });
  await world.happened(0, { id: "tailed", channel: "alpha", status_code: 500, accepted_at: now });
  const written = performance.now();
  await until('"id":"tailed"');
  expect(performance.now() - written).toBeLessThan(1_000);
  expect(text).not.toContain("not-failed");
  expect(text).not.toContain("not-ours");
  expect(text).toContain(`id: ${now}\n`);
  await reader?.cancel();
});
