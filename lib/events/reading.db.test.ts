import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { channelOverviews } from "../channels/overviews.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { saveVerification } from "../verification/save.ts";
import { NOTHING, type StepResult } from "../verification/types.ts";
import { affected } from "./affected.ts";
import { facets } from "./facets.ts";
import { healthView } from "./health-view.ts";
import { histogram } from "./histogram.ts";
import { pseudonymizer } from "./pseudonym.ts";
import { parseRange } from "./range.ts";
import { requestDetail } from "./request-detail.ts";
import { searchLogs } from "./search-logs.ts";

const HOUR = 3_600_000;
const OTHERS = ["o1", "o2", "o3", "o4", "o5", "o6"];

let world: ReadingWorld;
const range = () => parseRange({ range: "1h" }, world.clock.now());
const logs = (viewer: Parameters<typeof searchLogs>[1], slug: string, query = "", limit = 100) =>
  searchLogs(world, viewer, slug, { query, range: range(), limit });

/** Each group of tests has a past of its own. */
function freshWorld(): void {
  beforeAll(async () => {
    world = await openReadingWorld(["alpha", "beta", ...OTHERS]);
  });
  afterAll(() => world.close());
}

const alice = person(["alpha"]);
const support = person([], "support");

describe("a Channel with failures", () => {
  freshWorld();
  let failing: string;

  beforeAll(async () => {
    await world.happened(20, { channel: "alpha", run_id: "run-1", user_id: "u_aaaaaaaaaaaaaaab" }, 60);
    const [first] = await world.happened(
      10,
      {
        channel: "alpha",
        status_code: 503,
        error_message: "upstream connect error 17",
        endpoint: "new_photo",
        kind: "trigger",
        duration_ms: 2_000,
        run_id: "run-2",
        worker: "w-lonely",
      },
      12,
    );
    failing = first?.id ?? "";
    await world.happened(
      9,
      { channel: "alpha", status_code: null, error_type: "timeout", worker: "w-lonely" },
      3,
    );
    await world.happened(8, { channel: "beta", run_id: "run-2", endpoint: "secret_endpoint" });
    await world.happened(
      8,
      { channel: "beta", user_id: "u_bbbbbbbbbbbbbbbb", url: "https://beta.example/hidden" },
      4,
    );
  });

  test("is searched in the query language, newest first, page by page", async () => {
    const all = await logs(alice, "alpha");
    expect(all.data).toHaveLength(75);
    expect(all.data.map((event) => event.timestamp)).toEqual(
      all.data.map((event) => event.timestamp).toSorted((a, b) => b.localeCompare(a)),
    );
    expect((await logs(alice, "alpha", "status:5xx endpoint:new_photo duration:>1s")).data).toHaveLength(12);
    expect((await logs(alice, "alpha", '"upstream connect" -status:none')).data).toHaveLength(12);
    expect((await logs(alice, "alpha", "upst*")).data).toHaveLength(12);
    expect((await logs(alice, "alpha", "status:none")).data).toHaveLength(3);
    expect((await logs(alice, "alpha", "duration:>2s")).data).toHaveLength(0);

    const first = await logs(alice, "alpha", "is:failed", 10);
    expect(first.data).toHaveLength(10);
    const rest = await searchLogs(world, alice, "alpha", {
      query: "is:failed",
      range: range(),
      limit: 10,
      cursor: first.next_cursor ?? "",
    });
    expect(rest.data).toHaveLength(5);
    expect(rest.next_cursor).toBeNull();
  });

  test("tells no more of an event than what it is about", async () => {
    const [event] = (await logs(alice, "alpha", "", 1)).data;
    for (const internal of ["words", "checksum", "accepted_at", "error_pattern"]) {
      expect(event).not.toHaveProperty(internal);
    }
  });

  test("has the same figures in Health, histogram, facets and logs", async () => {
    const health = await healthView(world, alice, "alpha", range());
    expect(health.current).toMatchObject({ requests: 75, failures: 15, users: 2 });
    expect(health.current.outcomes).toMatchObject({ "2xx": 60, "5xx": 12, none: 3 });
    expect(health.statusCodes).toEqual({ "200": 60, "503": 12, none: 3 });
    expect(health.buckets.reduce((sum, bucket) => sum + bucket.requests, 0)).toBe(75);
    expect(health.faults).toEqual([{ fault: "partner", count: 15 }]);
    expect(health.faults.reduce((sum, { count }) => sum + count, 0)).toBe(health.current.failures);
    expect(health.signatures[0]).toMatchObject({ endpoint: "new_photo", label: "503", count: 12 });
    for (const { count, sparkline } of health.signatures) {
      expect(sparkline.length).toBeGreaterThan(10);
      expect(sparkline.reduce((sum, point) => sum + point.count, 0)).toBe(count);
    }
    expect(health.endpoints.map((row) => [row.kind, row.endpoint, row.figures.requests])).toEqual([
      ["action", "send_message", 63],
      ["trigger", "new_photo", 12],
    ]);
    expect(health.state).toMatchObject({ name: "degraded" });
    expect(health.state.reason?.replaceAll("\u202f", " ")).toBe("100 % of new_photo fail: HTTP 503");

    const bars = await histogram(world, alice, "alpha", { query: "is:failed", range: range() });
    expect(bars).toMatchObject({ total: 15, users: 1 });
    expect(bars.buckets.reduce((sum, { outcomes }) => sum + outcomes["5xx"] + outcomes.none, 0)).toBe(15);
    const steps = bars.buckets.slice(1).map((bucket, at) => bucket.at - (bars.buckets[at]?.at ?? 0));
    expect(new Set(steps)).toEqual(new Set([bars.bucketMs]));
  });

  test("marks hours of which the index was found to have something else than the archive", async () => {
    const hour = Math.floor(range().to / HOUR) * HOUR;
    const day = new Date(hour).toISOString().slice(0, 10);
    const sums = { rows: 2, checksum: 2 };
    const disagreement = { store: "index", subject: "api-requests", source: sums, here: NOTHING, hour };
    const unequal: StepResult = {
      step: "archive_index",
      subject: "api-requests",
      state: "unequal",
      source: sums,
      here: NOTHING,
      completeTo: null,
      disagreements: [
        { ...disagreement, channel: "alpha", channels: ["alpha"], words: "The index lacks 2." },
      ],
      notCompared: [],
    };
    await saveVerification(world.database, day, [unequal], world.clock.now());
    const differing = [{ from: hour, to: hour + HOUR }];
    const search = { query: "is:failed", range: range() };
    expect((await healthView(world, alice, "alpha", range())).differing).toEqual(differing);
    expect((await histogram(world, alice, "alpha", search)).differing).toEqual(differing);
    expect((await healthView(world, support, "beta", range())).differing).toEqual([]);

    await saveVerification(world.database, day, [{ ...unequal, state: "equal" }], world.clock.now());
    expect((await healthView(world, alice, "alpha", range())).differing).toEqual([]);
  });

  test("offers a facet's other values although one is chosen", async () => {
    const counts = await facets(world, alice, "alpha", { query: "outcome:5xx", range: range() });
    expect(counts.outcome).toEqual([
      { value: "2xx", count: 60 },
      { value: "5xx", count: 12 },
      { value: "none", count: 3 },
    ]);
    expect(counts.endpoint).toEqual([{ value: "new_photo", count: 12 }]);
  });

  test("opens one request with its verdict; of the run's steps elsewhere only their outcome", async () => {
    const detail = await requestDetail(world, alice, "alpha", failing);
    expect(detail.request).toMatchObject({ id: failing, endpoint: "new_photo" });
    expect(detail.verdict).toMatchObject({ fault: "partner" });
    expect(detail.run).toHaveLength(13);
    expect(detail.run.at(-1)).toEqual({ position: 13, own: false, outcome: "2xx" });
    expect(JSON.stringify(detail)).not.toContain("secret_endpoint");
    expect(JSON.stringify(detail)).not.toContain("beta");
  });

  test("counts the same error around a request, and says how to find it", async () => {
    const { similar } = await requestDetail(world, alice, "alpha", failing);
    expect(similar).toMatchObject({ requests: 12, users: 1 });
    const found = await logs(alice, "alpha", similar?.query);
    expect(found.data).toHaveLength(12);
    expect(new Set(found.data.map((request) => request.error_message))).toEqual(
      new Set(["upstream connect error 17"]),
    );
    const [fine] = (await logs(alice, "alpha", "status:2xx", 1)).data;
    expect((await requestDetail(world, alice, "alpha", fine?.id ?? "")).similar).toBeNull();
  });

  test("shows support staff the whole run", async () => {
    const detail = await requestDetail(world, support, "alpha", failing);
    expect(detail.run.at(-1)).toMatchObject({ own: true, request: { channel: "beta" } });
  });

  test("finds a user by platform id for staff, by pseudonym for partners", async () => {
    const pseudonym = pseudonymizer(world.secrets.pseudonymKey)("4711");
    await world.database.platformUser.create({ data: { id: "4711", email: "Mira@example.org", pseudonym } });
    await world.happened(5, { channel: "alpha", user_id: pseudonym });
    expect((await logs(support, "alpha", "user:4711")).data).toHaveLength(1);
    expect((await logs(support, "alpha", "user:mira@example.org")).data).toHaveLength(1);
    expect((await logs(alice, "alpha", "user:4711")).data).toHaveLength(0);
    expect((await logs(alice, "alpha", "user:mira@example.org")).data).toHaveLength(0);
    expect((await logs(alice, "alpha", `user:${pseudonym}`)).data).toHaveLength(1);
  });
});

describe("isolation: a member of one Channel", () => {
  freshWorld();

  beforeAll(async () => {
    await world.happened(10, { channel: "alpha", run_id: "run-2" }, 3);
    await world.happened(9, {
      channel: "beta",
      run_id: "run-2",
      endpoint: "secret_endpoint",
      url: "https://beta.example/hidden",
    });
  });

  const attempts: [string, (slug: string) => Promise<unknown>][] = [
    ["searching", (slug) => logs(alice, slug)],
    ["histogram", (slug) => histogram(world, alice, slug, { query: "", range: range() })],
    ["facets", (slug) => facets(world, alice, slug, { query: "", range: range() })],
    ["health", (slug) => healthView(world, alice, slug, range())],
    ["whom failures reached", (slug) => affected(world, alice, slug, range(), 50)],
  ];

  test.each(attempts)("%s another answers not_found, as for one that does not exist", async (_, attempt) => {
    const messages = await Promise.all(
      ["beta", "no-such-channel"].map((slug) =>
        attempt(slug).then(
          () => "answered",
          (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
        ),
      ),
    );
    expect(messages[0]).toMatch(/^not_found/);
    expect(messages[1]).toBe(messages[0]);
  });

  test("cannot open another's event through the own Channel, whatever id is guessed", async () => {
    const [event] = await world.happened(3, { channel: "beta" });
    const id = event?.id ?? "";
    await expect(requestDetail(world, alice, "beta", id)).rejects.toMatchObject({ code: "not_found" });
    await expect(requestDetail(world, alice, "alpha", id)).rejects.toMatchObject({ code: "not_found" });
    expect(await requestDetail(world, support, "beta", id)).toMatchObject({ request: { id } });
  });

  test("cannot reach another by any condition", async () => {
    for (const query of ["id:*", "-endpoint:x", "endpoint:secret_endpoint", "hidden", "run:run-2"]) {
      const found = await logs(alice, "alpha", query).then(
        ({ data }) => data,
        () => [],
      );
      expect(found.filter((event) => event.channel !== "alpha")).toEqual([]);
    }
  });

  test("sees only their own in the overview, staff see all, a key its own", async () => {
    const slugs = async (viewer: Parameters<typeof channelOverviews>[1]) =>
      (await channelOverviews(world, viewer, range())).map((channel) => channel.slug);
    expect(await slugs(alice)).toEqual(["alpha"]);
    expect(await slugs(person([]))).toEqual([]);
    expect(await slugs(person([], "analyst"))).toEqual([]);
    expect((await slugs(support)).length).toBe(2 + OTHERS.length);
    expect(await slugs({ type: "key", id: "k", channel: "beta", scopes: ["read"] })).toEqual(["beta"]);
    expect(await slugs({ type: "key", id: "k", channel: "beta", scopes: ["events:write"] })).toEqual([]);
  });

  test("staff and the operator's key see unregistered Channels, an unknown slug is nobody's", async () => {
    await world.database.unregisteredChannel.create({ data: { slug: "stray", events: 1n } });
    await world.happened(2, { channel: "stray" });
    expect((await healthView(world, support, "stray", range())).channel).toEqual({
      slug: "stray",
      name: "stray",
      registered: false,
    });
    await expect(logs(support, "no-such-channel")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("whose fault, in the minute's context", () => {
  freshWorld();

  test("a timeout is the network's when the same worker failed so on half of five others", async () => {
    const timeout = { status_code: null, error_type: "timeout", worker: "w-cut" } as const;
    const [own] = await world.happened(40, { channel: "beta", ...timeout }, 4);
    for (const channel of OTHERS.slice(0, 3)) await world.happened(40, { channel, ...timeout });
    for (const channel of OTHERS.slice(3)) await world.happened(40, { channel, worker: "w-cut" });
    const bob = person(["beta"]);
    const detail = await requestDetail(world, bob, "beta", own?.id ?? "");
    expect(detail.verdict?.fault).toBe("network");
    expect(detail.verdict?.reason).toContain("3 of 6 other Channels");

    const { faults, current, signatures, verdictChanges } = await healthView(world, bob, "beta", range());
    expect(faults).toEqual([{ fault: "network", count: 4 }]);
    expect(current.faults.network).toBe(4);
    expect(verdictChanges).toEqual({ refusedEverybody: 0, networkBroken: 4 });
    expect(current.failures).toBe(4);
    expect(signatures).toMatchObject([{ label: "timeout", fault: "network", count: 4 }]);
  });

  test("it is the partner's when the worker reached the others", async () => {
    const timeout = { status_code: null, error_type: "timeout", worker: "w-fine" } as const;
    const [own] = await world.happened(35, { channel: "o1", ...timeout }, 4);
    for (const channel of ["alpha", ...OTHERS.slice(1)])
      await world.happened(35, { channel, worker: "w-fine" });
    const detail = await requestDetail(world, person(["o1"]), "o1", own?.id ?? "");
    expect(detail.verdict).toEqual({
      fault: "partner",
      reason: "The same worker reached 6 of 6 other Channels in that minute.",
    });
  });

  test("401 is the user's, but the partner's when it meets everybody", async () => {
    const [lonely] = await world.happened(30, {
      channel: "alpha",
      status_code: 401,
      user_id: "u_cccccccccccccccc",
    });
    await world.happened(30, { channel: "alpha" }, 30);
    for (let user = 0; user < 25; user++) {
      await world.happened(25, {
        channel: "alpha",
        status_code: 401,
        user_id: `u_${"d".repeat(14)}${10 + user}`,
      });
    }
    const view = await healthView(world, alice, "alpha", range());
    expect(view.verdictChanges).toEqual({ refusedEverybody: 25, networkBroken: 0 });
    expect(view.faults).toEqual(
      expect.arrayContaining([
        { fault: "partner", count: 25 },
        { fault: "user", count: 1 },
      ]),
    );
    const detail = await requestDetail(world, alice, "alpha", lonely?.id ?? "");
    expect(detail.verdict?.fault).toBe("user");
  });
});

describe("the state of a Channel", () => {
  freshWorld();

  test("is No data, since its last request, when silence is not usual", async () => {
    for (let day = 1; day <= 7; day++) {
      await world.happened(day * 1_440, { channel: "o6" }, 30);
    }
    await world.happened(45, { channel: "o6" }, 30);
    const [overview] = await channelOverviews(world, person(["o6"]), range());
    expect(overview?.state.name).toBe("no_data");
    expect(overview?.state.since).toBe(Date.parse("2026-03-02T09:46:00Z"));
    expect(overview?.state.reason).toContain("about 15 are usual");
  });

  test("is Down since it began, even hours ago", async () => {
    for (let ago = 0; ago <= 180; ago += 2) {
      await world.happened(ago, { channel: "o5", status_code: 500 }, 3);
    }
    for (let ago = 181; ago <= 200; ago++) await world.happened(ago, { channel: "o5" }, 10);
    const [overview] = await channelOverviews(world, person(["o5"]), range());
    expect(overview?.state.name).toBe("down");
    expect(overview?.state.since).toBe(Date.parse("2026-03-02T07:30:00Z"));
  });
});
