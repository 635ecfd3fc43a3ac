import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EventIndexReader, IndexUnavailable } from "../../stores/event-index/port.ts";
import { type AlertWorld, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";

const DAY = 24 * 60 * 60_000;

/** A Channel with so many different errors that rollups keep none of the rare ones. */
describe("new errors on a busy Channel", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
    await world.traffic({ from: "11:50", to: "12:02", perMinute: 60 });
    await world.recipe({ type: "new_error", window_minutes: 1 });
  });
  afterEach(() => world.close());

  const saying = (error_message?: string) => ({
    status_code: 500,
    error_message,
    error_pattern: error_message ?? null,
  });
  const once = (message: string | undefined, daysAgo: number) =>
    world.index.write([aDocument({ ...saying(message), timestamp: clockTime("12:00") - daysAgo * DAY })]);
  const failing = (from: string, to: string, message?: string) =>
    world.traffic({ from, to, perMinute: 60, failEvery: 6, as: saying(message) });
  const evaluator = (reader: Partial<EventIndexReader> = {}) =>
    world.evaluator("one", { reader: { ...world.index, signatures: async () => [], ...reader } });
  const titles = async () => (await world.database.incident.findMany()).map(({ title }) => title);

  it("one that happened once, weeks ago, is not new", async () => {
    await once("disk is full", 20);
    await once("disk is full", 3);
    await failing("12:02", "12:05", "disk is full");
    await failing("12:05", "12:07", "out of memory");
    const judging = evaluator();
    await world.run(judging, "12:05");
    expect(await world.timeline()).toEqual([]);
    await world.run(judging, "12:07");
    expect(await titles()).toEqual(["A new error on send_message: out of memory"]);
  });

  it("one without a message is another than those with one", async () => {
    await once("disk is full", 3);
    await failing("12:02", "12:04");
    await world.run(evaluator(), "12:04");
    expect(await titles()).toEqual(["A new error on send_message: 500"]);
  });

  it("one without a message that happened before is not new", async () => {
    await once(undefined, 3);
    await failing("12:02", "12:04");
    await world.run(evaluator(), "12:04");
    expect(await titles()).toEqual([]);
  });

  it("of many at once, each is asked about once", async () => {
    const asked: string[] = [];
    const judging = evaluator({
      search: (query, page) => {
        asked.push(JSON.stringify(query.where));
        return world.index.search(query, page);
      },
    });
    for (let n = 0; n < 15; n++) {
      await once(`known ${n}`, 3);
      await failing("12:02", "12:03", `known ${n}`);
    }
    await world.run(judging, "12:03");
    expect(await titles()).toEqual([]);
    expect(asked).toHaveLength(new Set(asked).size);
    expect(asked).toHaveLength(15);
  });

  it("an index that takes too long to look through a month holds no alert back", async () => {
    await failing("12:02", "12:04", "out of memory");
    await world.run(evaluator({ search: () => Promise.reject(new IndexUnavailable("too slow")) }), "12:04");
    expect(await titles()).toEqual(["A new error on send_message: out of memory"]);
  });
});
