import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Person } from "#lib/channels/access.ts";
import { parseConfig } from "#lib/config.ts";
import { createLog } from "#lib/log.ts";
import { ENGINE, tokenOf } from "#lib/testing/ifttt.ts";
import { type MembersWorld, openMembersWorld } from "#lib/testing/members.ts";

/** What the tests of the protocol share: the routes themselves, an owner who let the engine in, and its samples. */
interface Here {
  world: MembersWorld;
  environment: Record<string, string>;
  owner: Person;
  /** Of the owner. */
  token: string;
  /** Of the samples. */
  sample: string;
}
export const here = {} as Here;
export const log = createLog("test", "silent");

/** In the place of the process's own server. */
export const getServer = async () => ({ ...here.world, config: parseConfig(here.environment), log });

type Parts = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Parts> }) => Promise<Response>;
type Module = Partial<Record<"GET" | "POST" | "DELETE", Handler>>;

const ROUTES: [RegExp, () => Promise<Module>][] = [
  [/^status$/, () => import("./status/route.ts")],
  [/^test\/setup$/, () => import("./test/setup/route.ts")],
  [/^user\/info$/, () => import("./user/info/route.ts")],
  [/^triggers\/(?<slug>[^/]+)$/, () => import("./triggers/[slug]/route.ts")],
  [/^triggers\/(?<slug>[^/]+)\/validate$/, () => import("./triggers/[slug]/validate/route.ts")],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/validate$/,
    () => import("./triggers/[slug]/fields/validate/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/(?<field>[^/]+)\/options$/,
    () => import("./triggers/[slug]/fields/[field]/options/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/fields\/(?<field>[^/]+)\/validate$/,
    () => import("./triggers/[slug]/fields/[field]/validate/route.ts"),
  ],
  [
    /^triggers\/(?<slug>[^/]+)\/trigger_identity\/(?<identity>[^/]+)$/,
    () => import("./triggers/[slug]/trigger_identity/[identity]/route.ts"),
  ],
];

export async function send(
  method: "GET" | "POST" | "DELETE",
  path: string,
  init: RequestInit,
): Promise<Response> {
  for (const [pattern, load] of ROUTES) {
    const found = pattern.exec(path);
    const handler = found === null ? undefined : (await load())[method];
    if (found === null || handler === undefined) continue;
    const request = new Request(`https://channelscope.example/ifttt/v1/${path}`, { method, ...init });
    return handler(request, { params: Promise.resolve({ ...found.groups }) });
  }
  throw new Error(`there is no route ${method} ${path}`);
}

export const KEY = { "ifttt-service-key": ENGINE.IFTTT_SERVICE_KEY };
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const asEngine = (method: "GET" | "POST" | "DELETE", path: string) =>
  send(method, path, { headers: KEY });
export const post = (path: string, body: unknown, token: string, headers: Record<string, string> = {}) =>
  send("POST", path, {
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    headers: { "content-type": "application/json", ...bearer(token), ...headers },
  });

export interface Event {
  meta: { id: string; timestamp: number };
  [ingredient: string]: unknown;
}

export async function data<T>(response: Response): Promise<T> {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return ((await response.json()) as { data: T }).data;
}

export async function refusal(response: Response): Promise<{ status: number; message: string }> {
  const body = (await response.json()) as { errors: { message: string }[] };
  expect(body).toEqual({ errors: [{ message: expect.any(String) }] });
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  return { status: response.status, message: body.errors[0]?.message ?? "" };
}

export const poll = (slug: string, body: object, who = here.token) => post(`triggers/${slug}`, body, who);
export const events = async (slug: string, body: object, who = here.token) =>
  data<Event[]>(await poll(slug, { triggerFields: { channel: "alpha" }, ...body }, who));

/** Opens it before a file's tests and closes it after them. */
export function openProtocol(): void {
  beforeAll(async () => {
    const world = await openMembersWorld();
    here.environment = ENGINE;
    here.world = world;
    here.owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
    here.token = await tokenOf(world, here.owner);
    await world.database.endpoint.createMany({
      data: [
        { channelSlug: "alpha", kind: "action", slug: "send_message", name: "Send a message" },
        { channelSlug: "alpha", kind: "trigger", slug: "send_message", name: "Send a message" },
        { channelSlug: "alpha", kind: "trigger", slug: "new_lead", name: "New lead" },
        { channelSlug: "beta", kind: "trigger", slug: "hidden", name: "Hidden" },
      ],
    });
    const setup = await data<{ accessToken: string }>(await asEngine("POST", "test/setup"));
    here.sample = setup.accessToken;
  });
  afterAll(() => here.world.close());
  afterEach(() => {
    here.environment = ENGINE;
  });
}
