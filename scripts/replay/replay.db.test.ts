import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { describeOnEngines, type OpenEngines } from "#lib/testing/engines.ts";
import { startIndexRole } from "#workers/testing/in-process.ts";
import { type ReplayOptions, replay } from "./replay.ts";

const NOVA = join(process.env.TEST_DATA_DIR ?? "", "openstack-nova.ndjson");
const hasNova = process.env.TEST_DATA_DIR !== undefined && existsSync(NOVA);
/** A quarter past an hour: the file's quarter of an hour then lies within two hours' indices. */
const END = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 45 * 60_000;

let engines: OpenEngines;
let folder: string;
let worker: ReturnType<typeof startIndexRole>;

async function replayed(options: Partial<ReplayOptions> & { path: string }) {
  const problems: string[] = [];
  const deps = {
    ...engines,
    clock: systemClock,
    pseudonymKey: "a key of at least 16 characters",
    retentionMs: 30 * 86_400_000,
  };
  const settings = { topic: "api-requests" as const, channel: null, end: END, ...options };
  const result = await replay(deps, settings, (line, problem) => problems.push(`${line}: ${problem}`));
  await vi.waitFor(
    async () => {
      const lag = await engines.stream.lag(INDEX_TOPIC, INDEX_GROUP);
      expect(lag.reduce((sum, partition) => sum + partition.lag, 0)).toBe(0);
    },
    { timeout: 30_000, interval: 50 },
  );
  await delay(engines.index.visibilityMs);
  return { result, problems };
}

const write = async (...lines: unknown[]) => {
  const path = join(folder, "events.ndjson");
  await writeFile(
    path,
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );
  return path;
};

const within = (channel: string) => ({
  scope: systemScope([channel]),
  from: END - 3_600_000,
  to: END + 1,
  where: [],
});

async function figures(channel: string) {
  const query = within(channel);
  const { total } = await engines.index.health(query, { bucketMs: 3_600_000, percentiles: true });
  const facets = await engines.index.facets(query, ["outcome"], 10);
  const groups = await engines.index.groups(query, { by: "status_code", limit: 10 });
  return {
    total,
    facets,
    statuses: Object.fromEntries(groups.map(({ key, total }) => [key, total.requests])),
  };
}

describeOnEngines("a replayed file", ({ open }) => {
  beforeEach(async () => {
    engines = await open();
    folder = await mkdtemp(join(tmpdir(), "channelscope-test-"));
    worker = startIndexRole(engines);
  });

  afterEach(async () => {
    expect(await worker.stop()).toBe(0);
    await rm(folder, { recursive: true, force: true });
    await engines.close();
  });

  test("is shifted so that its last event is at the instant, with its distances kept", async () => {
    const path = await write(
      anEvent({ id: "a", timestamp: "2017-05-16T00:00:10.500Z" }),
      anEvent({ id: "b", timestamp: "2017-05-16T00:00:00Z" }),
    );
    const { result } = await replayed({ path });
    expect(result).toMatchObject({ accepted: 2, rejected: 0, last: END, registered: ["acme-chat"] });
    const { events } = await engines.index.search(within("acme-chat"), { limit: 10 });
    expect(events.map(({ id, timestamp }) => [id, timestamp])).toEqual([
      ["a", END],
      ["b", END - 10_500],
    ]);
  });

  test("changes nothing when it is replayed to the same instant again, with ids or without", async () => {
    const event = anEvent({ timestamp: "2017-05-16T00:00:00Z" });
    const path = await write(event, { ...event, id: undefined }, { ...event, id: undefined });
    await replayed({ path });
    const { result } = await replayed({ path });
    expect(result).toMatchObject({ accepted: 3, registered: [] });
    expect((await figures("acme-chat")).total.requests).toBe(3);
  });

  test("of interactions goes to their topic, and again changes no id", async () => {
    const event = {
      timestamp: "2017-05-16T00:00:00Z",
      user_id: "maria",
      type: "channel_connected",
      channel: "acme-chat",
    };
    const path = await write(
      event,
      { ...event, channel: undefined, type: "page_viewed" },
      { ...event, type: "?" },
    );
    const sent = async () => {
      const found: { id: string; timestamp: string }[] = [];
      for await (const records of engines.stream.readRange("interactions", began, Date.now() + 60_000))
        for (const { value } of records) found.push(JSON.parse(String(value)));
      return found;
    };
    const began = Date.now() - 60_000;
    const { result, problems } = await replayed({ path, topic: "interactions" });
    expect(result).toMatchObject({ accepted: 2, rejected: 1, last: END, registered: ["acme-chat"] });
    expect(problems).toEqual([expect.stringMatching(/^3: type/)]);
    const once = await sent();
    expect(once.map(({ timestamp }) => Date.parse(timestamp))).toEqual([END, END]);
    expect(JSON.stringify(once)).not.toContain("maria");
    await replayed({ path, topic: "interactions" });
    expect(new Set((await sent()).map(({ id }) => id))).toEqual(new Set(once.map(({ id }) => id)));
  });

  test("goes to the Channel that is named, and says which lines it could not take", async () => {
    const path = await write(
      { ...anEvent({ timestamp: "2017-05-16T00:00:00Z" }), channel: undefined },
      "",
      "{nonsense",
      { ...anEvent(), timestamp: "yesterday" },
      anEvent({ timestamp: "2017-05-16T00:00:00Z", channel: "elsewhere" }),
    );
    const { result, problems } = await replayed({ path, channel: "named" });
    expect(result).toMatchObject({ accepted: 2, rejected: 2, registered: ["named"] });
    expect(problems).toEqual(["3: is not valid JSON", expect.stringMatching(/^4: timestamp: /)]);
    const channels = await engines.database.channel.findMany({ include: { partner: true } });
    expect(channels).toMatchObject([{ slug: "named", name: "Named", partner: { name: "Named" } }]);
  });

  test("that is too old where it is left as it is accepts nothing", async () => {
    const path = await write(anEvent({ timestamp: "2017-05-16T00:00:00Z" }));
    const { result } = await replayed({ path, end: null });
    expect(result).toMatchObject({ accepted: 0, rejected: 1, last: null, registered: [] });
  });

  test.skipIf(!hasNova)(
    "openstack-nova.ndjson (TEST_DATA_DIR) shows its 1,017 requests with their outcomes and percentiles, however often",
    async () => {
      for (const registered of [["openstack-nova"], []]) {
        const { result } = await replayed({ path: NOVA });
        expect(result).toEqual({ accepted: 1_017, rejected: 0, last: END, registered });
        const { total, statuses, facets } = await figures("openstack-nova");
        expect(total).toMatchObject({ requests: 1_017, failures: 41 });
        expect(statuses).toEqual({ 200: 933, 404: 41, 204: 22, 202: 21 });
        expect(facets.outcome).toEqual([
          { value: "2xx", count: 976 },
          { value: "4xx", count: 41 },
        ]);
        const percentiles = { p50: 259.2, p95: 385, p99: 505 };
        for (const [name, expected] of Object.entries(percentiles)) {
          const found = total[name as keyof typeof percentiles] ?? 0;
          expect(Math.abs(found / expected - 1), `${name} is ${found}`).toBeLessThan(0.01);
        }
      }
    },
  );
});
