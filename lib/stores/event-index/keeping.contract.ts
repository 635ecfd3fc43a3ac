import { expect, it } from "vitest";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, countOf, HOUR, idsOf, MINUTE, series, store } from "./fixture.contract.ts";
import type { EventIndex, IndexPart } from "./port.ts";

const PATIENCE = { timeout: 20_000, interval: 100 };
const BATCHES = 3;
const BATCH = 50;

/** Parts: what is settled, and dropped, as a whole. `partMs` is how much each holds. */
export function describeKeeping(index: () => EventIndex, partMs: number): void {
  const partOf = (at: number) => Math.floor(at / partMs) * partMs;
  const next = partOf(HOUR) + partMs;

  const both = aQuery({ to: next + partMs });

  async function part(from = partOf(HOUR)): Promise<IndexPart> {
    const found = (await index().parts()).find((each) => each.from === from);
    if (found === undefined) throw new Error("There is no such part");
    return found;
  }

  /** In several batches, as the worker does. */
  async function writeHour(): Promise<void> {
    for (let batch = 0; batch < BATCHES; batch++) {
      await store(
        index(),
        series(BATCH, (place) => ({ id: `event-${batch}-${place}`, endpoint: `endpoint-${place % 3}` })),
      );
    }
  }

  async function settle(): Promise<void> {
    await expect.poll(async () => index().settle(await part()), PATIENCE).toBe(true);
    await expect.poll(async () => (await part()).settled, PATIENCE).toBe(true);
  }

  const answers = () =>
    Promise.all([
      index().health(aQuery(), { bucketMs: 5 * MINUTE, percentiles: true }),
      index().groups(aQuery(), { by: "endpoint", limit: 10 }),
      index().search(aQuery(), { limit: 1_000 }),
    ]);

  it("lists the parts that exist, ascending, and tells one that is written to", async () => {
    await store(index(), [aDocument({ timestamp: next }), aDocument({ timestamp: HOUR })], both);
    const bounds = (await index().parts()).map(({ from, to }) => [from, to]);
    expect(bounds).toEqual([
      [partOf(HOUR), next],
      [next, next + partMs],
    ]);
    const before = await part();
    await index().write([aDocument({ timestamp: HOUR + 1 })]);
    await expect.poll(async () => (await part()).writes, PATIENCE).not.toBe(before.writes);
    const after = await part();
    expect(await part()).toEqual(after);
  });

  it("settles a part: the same answers, and late events are taken and counted as ever", async () => {
    await writeHour();
    expect((await part()).settled).toBe(false);
    const before = await answers();
    await settle();
    expect(await answers()).toEqual(before);
    await store(index(), [aDocument({ id: "late", timestamp: HOUR + 7 })]);
    expect((await part()).settled).toBe(false);
    expect(await countOf(index())).toBe(151);
    await settle();
    expect(await countOf(index())).toBe(151);
  });

  it("leaves a settled part settled when an event comes again", async () => {
    await writeHour();
    await settle();
    // A store's statistics follow its writes.
    const known = async () => (await part()).writes;
    await expect.poll(known, PATIENCE).toBeGreaterThanOrEqual(BATCHES * BATCH);
    const writes = await known();
    const [again] = series(1, () => ({ id: "event-1-0", endpoint: "endpoint-0" }));
    expect(await index().write(again === undefined ? [] : [again])).toEqual([{ status: "duplicate" }]);
    expect(await part()).toMatchObject({ settled: true, writes });
  });

  it("drops a part and nothing else, once", async () => {
    const kept = aDocument({ id: "kept", timestamp: next });
    await store(index(), [aDocument({ timestamp: HOUR }), kept], both);
    const gone = await part();
    await index().drop(gone);
    await index().drop(gone);
    expect((await index().parts()).map(({ from }) => from)).toEqual([next]);
    expect(await idsOf(index(), both)).toEqual(["kept"]);
  });
}
