import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { incidentRoom } from "#lib/alerts/incidents/room.ts";
import { parseConfig } from "#lib/config.ts";
import { incidentData } from "#lib/http/api/alert-schemas.ts";
import {
  affectedUserData,
  downtimeData,
  incidentRoomData,
  noteData,
} from "#lib/http/api/incident-schemas.ts";
import { roomFromApi, roomToApi } from "#lib/http/api/incidents.ts";
import { problem } from "#lib/http/api/schemas.ts";
import { createLog } from "#lib/log.ts";
import { seedDestination, seedIncident } from "#lib/testing/incidents.ts";
import { openReadingWorld, person, type ReadingWorld } from "#lib/testing/reading.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KEY_ID = "00000000-0000-7000-8000-000000000001";

let world: ReadingWorld;
let open: number;
let over: number;

vi.mock("#lib/server.ts", () => ({
  getServer: async () => ({ ...world, config: parseConfig({}), log: createLog("test", "silent") }),
}));

/** Who asks, by a bearer token that names the scope of their key on the Channel alpha. */
vi.mock("#lib/http/principal.ts", () => ({
  principalOf: async (request: Request) => {
    const name = request.headers.get("authorization")?.replace("Bearer ", "");
    return name === undefined ? null : { type: "key", id: KEY_ID, channel: "alpha", scopes: [name] };
  },
}));

beforeAll(async () => {
  world = await openReadingWorld(["alpha", "beta"]);
  const now = world.clock.now();
  const pager = await seedDestination(world.database, {
    channel: "alpha",
    type: "pagerduty",
    name: "On call",
  });
  const attempts = [
    { outcome: "delivered" as const, status_code: 202, duration_ms: 9, detail: "answered 202" },
  ];
  const top_error = { endpoint: "send_message", label: "503", pattern: null, count: 3 };
  ({ number: over } = await seedIncident(world.database, {
    channel: "alpha",
    startedAt: now - 9 * HOUR,
    recoveredAt: now - 8 * HOUR,
    endedBecause: "Its Recipe was changed",
    impact: { top_error },
  }));
  ({ number: open } = await seedIncident(world.database, {
    channel: "alpha",
    startedAt: now - 10 * MINUTE,
    deliveries: [{ destination: pager, attempts }],
    impact: { top_error },
  }));
  await world.happened(
    5,
    { channel: "alpha", status_code: 503, user_id: "u_hit", endpoint: "send_message" },
    3,
  );
});
afterAll(() => world.close());

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Handlers = Partial<Record<string, Handler>>;

const ROUTES: Record<string, () => Promise<Handlers>> = {
  incidents: () => import("./channels/[slug]/incidents/route.ts"),
  "incidents/{number}": () => import("./channels/[slug]/incidents/[number]/route.ts"),
  "incidents/{number}/acknowledge": () => import("./channels/[slug]/incidents/[number]/acknowledge/route.ts"),
  "incidents/{number}/notes": () => import("./channels/[slug]/incidents/[number]/notes/route.ts"),
  "incidents/{number}/affected": () => import("./channels/[slug]/incidents/[number]/affected/route.ts"),
  "planned-downtimes": () => import("./channels/[slug]/planned-downtimes/route.ts"),
  "planned-downtimes/{id}": () => import("./channels/[slug]/planned-downtimes/[id]/route.ts"),
};

interface Asked {
  parts?: Record<string, string>;
  query?: string;
  body?: unknown;
  who?: string;
  slug?: string;
}

async function call(method: string, path: string, asked: Asked = {}): Promise<Response> {
  const { parts = {}, query = "", body, who = "alerts:write", slug = "alpha" } = asked;
  const handle = (await ROUTES[path]?.())?.[method];
  if (handle === undefined) throw new Error(`there is no ${method} ${path}`);
  const filled = Object.entries(parts).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    path,
  );
  const request = new Request(`http://localhost/api/v1/channels/${slug}/${filled}${query}`, {
    method,
    headers: { authorization: `Bearer ${who}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handle(request, { params: Promise.resolve({ slug, ...parts }) });
}

async function answerOf<T extends z.ZodType>(
  response: Response,
  schema: T,
  status = 200,
): Promise<z.infer<T>> {
  expect(response.status).toBe(status);
  return schema.parse(((await response.json()) as { data: unknown }).data);
}
const refusal = async (response: Response) => problem.parse(await response.json());
const one = (number: number) => ({ parts: { number: String(number) } });

test("incidents are listed, and narrowed to open ones and a time", async () => {
  const numbers = async (query: string) =>
    (await answerOf(await call("GET", "incidents", { query, who: "read" }), z.array(incidentData))).map(
      ({ number }) => number,
    );
  expect(await numbers("")).toEqual([open, over]);
  expect(await numbers("?open=true")).toEqual([open]);
  const [, ended] = await answerOf(await call("GET", "incidents", { who: "read" }), z.array(incidentData));
  expect(ended?.ended_because).toBe("Its Recipe was changed");
  expect(await numbers("?open=false&range=90d")).toEqual([over]);
  expect(await numbers("?range=1h")).toEqual([open]);
  expect(await numbers("?recipe=00000000-0000-7000-8000-000000000009")).toEqual([]);
  for (const query of ["?open=maybe", "?recipe=1", "?limit=0", "?cursor=x", "?range=5y", "?what=1"]) {
    expect((await refusal(await call("GET", "incidents", { query }))).status, query).toBe(400);
  }
  expect((await call("GET", "incidents", { slug: "beta" })).status).toBe(404);
  expect((await call("GET", "incidents", { who: "events:write" })).status).toBe(403);
});

test("one incident is as the description says, and comes back to the screen as it was", async () => {
  const response = await call("GET", "incidents/{number}", { ...one(open), who: "read" });
  const answer = await answerOf(response, incidentRoomData);
  expect(answer).toMatchObject({ number: open, figures: { impact: { failures: 3, users_affected: 1 } } });
  expect(answer.similar).toMatchObject([{ number: over, ended_because: "Its Recipe was changed" }]);
  const room = await incidentRoom(world, person(["alpha"]), "alpha", open);
  expect(roomFromApi(JSON.parse(JSON.stringify(roomToApi(room))))).toEqual(room);
  expect((await call("GET", "incidents/{number}", { ...one(open), slug: "beta" })).status).toBe(404);
  expect((await call("GET", "incidents/{number}", { parts: { number: "first" } })).status).toBe(400);
  // It names requests, which a key for alerts alone may not read.
  expect((await call("GET", "incidents/{number}", { ...one(open), who: "alerts:write" })).status).toBe(403);
});

test("acknowledging needs the scope, and once is enough", async () => {
  const path = "incidents/{number}/acknowledge";
  expect((await call("POST", path, { ...one(open), who: "read" })).status).toBe(403);
  const first = await answerOf(await call("POST", path, one(open)), incidentData);
  expect(first.acknowledged).not.toBeNull();
  expect(await answerOf(await call("POST", path, one(open)), incidentData)).toEqual(first);
  expect((await call("POST", path, one(over))).status).toBe(409);
});

test("a note is added, with something in it", async () => {
  const path = "incidents/{number}/notes";
  const body = { text: " Rolling back. " };
  const note = await answerOf(await call("POST", path, { ...one(open), body }), noteData, 201);
  expect(note).toMatchObject({ text: "Rolling back.", staff: false });
  for (const wrong of [{}, { text: "  " }, { text: "x".repeat(4_001) }, { text: "x", by: "me" }]) {
    expect((await call("POST", path, { ...one(open), body: wrong })).status).toBe(400);
  }
  expect((await call("POST", path, { ...one(open), body, who: "read" })).status).toBe(403);
});

test("who is affected comes as JSON and as a file", async () => {
  const path = "incidents/{number}/affected";
  const rows = await answerOf(
    await call("GET", path, { ...one(open), who: "read" }),
    z.array(affectedUserData),
  );
  expect(rows).toEqual([{ user: "u_hit", failures: 3, recipes: [] }]);
  const file = await call("GET", path, { ...one(open), query: "?format=csv", who: "read" });
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(file.headers.get("content-disposition")).toContain(`alpha-incident-${open}-affected.csv`);
  expect(await file.text()).toBe("user_id,failures,recipe_ids\r\nu_hit,3,\r\n");
});

test("a downtime is planned, listed and withdrawn", async () => {
  const iso = (hours: number) => new Date(world.clock.now() + hours * HOUR).toISOString();
  const body = { starts_at: iso(1), ends_at: iso(2), note: "New database" };
  expect((await call("POST", "planned-downtimes", { body, who: "read" })).status).toBe(403);
  const made = await answerOf(
    await call("POST", "planned-downtimes", { body }),
    z.object({ id: z.uuid() }),
    201,
  );
  const listed = async (query = "") =>
    answerOf(await call("GET", "planned-downtimes", { query, who: "read" }), z.array(downtimeData));
  expect(await listed()).toEqual([{ id: made.id, endpoint: null, created_by: null, ...body }]);
  expect(await listed("?range=1h")).toEqual([]);
  const late = await call("POST", "planned-downtimes", { body: { ...body, ends_at: iso(-1) } });
  expect(await refusal(late)).toMatchObject({ status: 400, field: "ends_at" });
  expect((await call("DELETE", "planned-downtimes/{id}", { parts: made, who: "read" })).status).toBe(403);
  expect((await call("DELETE", "planned-downtimes/{id}", { parts: made })).status).toBe(204);
  expect(await listed()).toEqual([]);
  expect((await call("DELETE", "planned-downtimes/{id}", { parts: made })).status).toBe(404);
});
