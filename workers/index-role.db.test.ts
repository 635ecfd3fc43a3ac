import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { operator, systemScope } from "#lib/channels/access.ts";
import { listUnregistered } from "#lib/channels/unregistered.ts";
import { INDEX_GROUP, INDEX_TOPIC, readReceipt } from "#lib/pipeline/progress.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import { aDocument, anEvent } from "#lib/testing/builders.ts";
import { type CutProxy, cutProxy } from "#lib/testing/cut-proxy.ts";
import { describeOnEngines, type OpenEngines } from "#lib/testing/engines.ts";
import { startIndexRole } from "./testing/in-process.ts";

const PATIENCE = { timeout: 20_000, interval: 50 };

let engines: OpenEngines;
let proxy: CutProxy;
let index: EventIndex;

async function send(count: number, channel = "acme-chat"): Promise<void> {
  const timestamp = new Date().toISOString();
  await engines.stream.append(
    INDEX_TOPIC,
    Array.from({ length: count }, () => {
      const event = anEvent({ timestamp, channel });
      return { key: channel, value: Buffer.from(JSON.stringify(event)) };
    }),
  );
}

async function indexed(channel = "acme-chat"): Promise<number> {
  const query = {
    scope: systemScope([channel]),
    from: Date.now() - 3_600_000,
    to: Date.now() + 60_000,
    where: [],
  };
  return (await engines.index.health(query, { bucketMs: 3_600_000, percentiles: false })).total.requests;
}

describeOnEngines("the role index", ({ open }) => {
  beforeEach(async () => {
    engines = await open();
    proxy = await cutProxy(engines.indexUrl);
    index = await engines.openIndex(proxy.url);
  });

  afterEach(async () => {
    await index.close();
    await proxy.close();
    await engines.close();
  });

  test("outlives an index that goes away, and catches up by itself", async () => {
    const worker = startIndexRole({ ...engines, index });
    await send(500);
    await vi.waitFor(async () => expect(await indexed()).toBe(500), PATIENCE);

    proxy.cut();
    await send(500);
    const lag = async () =>
      (await engines.stream.lag(INDEX_TOPIC, INDEX_GROUP)).reduce((sum, partition) => sum + partition.lag, 0);
    await vi.waitFor(async () => expect(await lag()).toBe(500), PATIENCE);
    expect(await indexed()).toBe(500);

    proxy.heal();
    await vi.waitFor(async () => expect(await indexed()).toBe(1_000), PATIENCE);
    await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
    expect(await worker.stop()).toBe(0);
  });

  test("says how far it is complete: with the clock while idle, standing still while the index is away", async () => {
    const receipt = () => readReceipt(engines.database, Date.now());
    expect(await receipt()).toEqual({ completeTo: null, behind: true });
    const worker = startIndexRole({ ...engines, index });
    await send(10);
    const sent = Date.now();
    await vi.waitFor(async () => expect((await receipt()).completeTo).toBeGreaterThan(sent), PATIENCE);
    expect((await receipt()).behind).toBe(false);

    proxy.cut();
    await send(10);
    const refused = Date.now();
    const reported = async () =>
      (await engines.database.pipelineProgress.findFirst())?.updatedAt.getTime() ?? 0;
    await vi.waitFor(async () => expect(await reported()).toBeGreaterThan(refused), PATIENCE);
    const before = (await receipt()).completeTo ?? 0;
    expect(before).toBeLessThanOrEqual(refused);
    expect(await readReceipt(engines.database, before + 61_000)).toMatchObject({ behind: true });

    proxy.heal();
    const healed = Date.now();
    await vi.waitFor(async () => expect((await receipt()).completeTo).toBeGreaterThan(healed), PATIENCE);
    expect(await indexed()).toBe(20);
    expect(await worker.stop()).toBe(0);
  });

  test("notes Channels that nobody registered, but not the others", async () => {
    const { database } = engines;
    const partner = await database.partner.create({ data: { name: "Acme" } });
    await database.channel.create({ data: { slug: "acme-chat", name: "Acme Chat", partnerId: partner.id } });
    const worker = startIndexRole({ ...engines, index });
    await send(3);
    await send(5, "stranger");
    await vi.waitFor(async () => expect(await indexed("stranger")).toBe(5), PATIENCE);
    expect(await worker.stop()).toBe(0);
    expect(await listUnregistered(database, operator)).toMatchObject([{ slug: "stranger", events: 5 }]);
  });

  test("drops the hours beyond retention", async () => {
    const old = Date.now() - 40 * 86_400_000;
    await engines.index.write([aDocument({ timestamp: old }), aDocument({ timestamp: Date.now() })]);
    expect(await engines.index.hours()).toHaveLength(2);
    const worker = startIndexRole({ ...engines, index });
    await vi.waitFor(async () => expect(await engines.index.hours()).toHaveLength(1), PATIENCE);
    expect(await worker.stop()).toBe(0);
  });
});
