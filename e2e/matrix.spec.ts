import { expect, test } from "@playwright/test";
import { CATALOGUE } from "../demo/catalogue.ts";
import { ACCESS, type Answer, ROLES } from "./access-matrix.ts";
import { appRoutes } from "./app-routes.ts";
import { MEMBERS_CHANNEL, OWNERS_CHANNEL, openViewers, type Viewer } from "./viewers.ts";

let base: string;
let viewers: Viewer[];
/** An event of each Channel that really is there: ids are guessed right. */
const events = new Map<string, string>();

test.beforeAll(async ({ baseURL }) => {
  base = baseURL ?? "";
  viewers = await openViewers(base);
  const admin = viewerOf("admin");
  for (const channel of [MEMBERS_CHANNEL, OWNERS_CHANNEL]) {
    await expect(async () => {
      const answer = await ask(admin, `/api/v1/channels/${channel}/requests?range=24h&limit=1`);
      const { data } = JSON.parse(answer.body) as { data: { id: string }[] };
      expect(data).toHaveLength(1);
      events.set(channel, data[0]?.id ?? "");
    }).toPass({ timeout: 60_000 });
  }
});

test("every page and route of the product is in the matrix", () => {
  expect(appRoutes()).toEqual(Object.keys(ACCESS).sort((a, b) => (a < b ? -1 : 1)));
});

for (const role of ROLES) {
  test(`what ${role} may open`, async () => {
    const viewer = viewerOf(role);
    const expected: Record<string, Answer> = {};
    const found: Record<string, Answer> = {};
    for (const [route, access] of Object.entries(ACCESS)) {
      for (const side of ["own", "foreign"] as const) {
        const row = access[side];
        if (row === undefined) continue;
        const cell = `${route} (${side})`;
        expected[cell] = row[role];
        const path = fill(access.path, viewer[side]);
        const answer = await ask(viewer, path, access.method ?? "GET", access.body);
        found[cell] = answer.outcome;
      }
    }
    expect(found).toEqual(expected);
  });
}

test("another Channel's event is not found under one's own Channel either", async () => {
  for (const role of ["member", "owner", "channel key"] as const) {
    const viewer = viewerOf(role);
    const path = `/api/v1/channels/${viewer.own}/requests/${events.get(viewer.foreign)}`;
    expect((await ask(viewer, path)).outcome, role).toBe(404);
  }
});

test("a key cannot send an event for another Channel", async () => {
  const viewer = viewerOf("channel key");
  const event = { timestamp: new Date().toISOString(), channel: viewer.foreign, duration_ms: 1 };
  const answer = await ask(viewer, "/api/v1/events", "POST", JSON.stringify([event]));
  expect(JSON.parse(answer.body)).toMatchObject({ data: { accepted: 0, rejected: 1 } });
});

test("no answer to a member names another partner's Channel", async () => {
  const viewer = viewerOf("member");
  const others = CATALOGUE.filter((channel) => channel.slug !== viewer.own);
  for (const [route, access] of Object.entries(ACCESS)) {
    if (access.foreign === undefined || (access.method ?? "GET") !== "GET") continue;
    if (access.namesOthers === true) continue;
    const { body } = await ask(viewer, fill(access.path, viewer.own));
    const named = others.filter((channel) => body.includes(channel.slug) || body.includes(channel.name));
    expect(
      named.map((channel) => channel.slug),
      route,
    ).toEqual([]);
  }
});

test("a refusal says nothing about what it hides", async () => {
  const viewer = viewerOf("member");
  const hidden = CATALOGUE.find((channel) => channel.slug === viewer.foreign);
  for (const [route, access] of Object.entries(ACCESS)) {
    if (access.foreign === undefined) continue;
    const real = await ask(viewer, fill(access.path, viewer.foreign));
    const imagined = await ask(viewer, fill(access.path, "no-such-channel"));
    expect(real.outcome, route).toBe(imagined.outcome);
    expect(real.body, route).not.toContain(hidden?.name);
  }
});

function viewerOf(role: Viewer["role"]): Viewer {
  const viewer = viewers.find((candidate) => candidate.role === role);
  if (viewer === undefined) throw new Error(`Nobody is ${role}.`);
  return viewer;
}

function fill(path: string, channel: string): string {
  return path
    .replace("[slug]", channel)
    .replace("[id]", encodeURIComponent(events.get(channel) ?? "guessed"));
}

/** A stream's body is left unread: it does not end. */
async function ask(
  viewer: Viewer,
  path: string,
  method = "GET",
  body?: string,
): Promise<{ outcome: Answer; body: string }> {
  const connection = new AbortController();
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...viewer.headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body ?? null,
    redirect: "manual",
    signal: connection.signal,
  });
  const streams = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = streams ? "" : await response.text();
  connection.abort();
  return { outcome: outcomeOf(response), body: text };
}

function outcomeOf(response: Response): Answer {
  const location = response.headers.get("location");
  if (location === null) return response.status;
  const { pathname } = new URL(location, base);
  if (pathname === "/sign-in") return "to sign-in";
  return pathname === "/channels" ? "to /channels" : response.status;
}
