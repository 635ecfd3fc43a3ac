import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SLOT_PARTS } from "../../rollups/slot-codec.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { type RollupStore, RollupsUnavailable, type StoredSlot } from "./port.ts";
import { openPostgresRollups } from "./postgres.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOUR = Date.parse("2026-03-02T10:00:00Z");
const AT_ONCE = { endedMs: 0, quietMs: 0 };

const packedAs = (text: string) => ({
  counts: Buffer.from(`${text} counts`),
  figures: Buffer.from(text),
  people: Buffer.from([0, 255, 92]),
  affected: Buffer.from(`${text} affected`),
  audience: Buffer.from(`${text} audience`),
  signatures: Buffer.alloc(0),
});
const nothing = {
  counts: null,
  figures: null,
  people: null,
  affected: null,
  audience: null,
  signatures: null,
};
const slot = (channel: string, at: number, text: string | null, width: 1 | 10 | 60 = 1): StoredSlot => ({
  channel,
  width,
  at,
  packed: text === null ? null : packedAs(text),
});

describe("rollups", () => {
  let database: TestDatabase;
  let rollups: RollupStore;
  const others: RollupStore[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    rollups = await openPostgresRollups({ url: database.url });
  });

  afterEach(async () => {
    await Promise.all(others.splice(0).map((other) => other.close()));
    await rollups.close();
    await database.drop();
  });

  async function another(): Promise<RollupStore> {
    const store = await openPostgresRollups({ url: database.url });
    others.push(store);
    return store;
  }

  it("open in many processes at once where there is nothing yet", async () => {
    await Promise.all(Array.from({ length: 5 }, another));
    expect(await rollups.due(10, AT_ONCE)).toEqual([]);
  });

  it("give marked minutes out once they are over and quiet, oldest first", async () => {
    const now = Date.now();
    const current = now - (now % MINUTE);
    await rollups.mark([
      { channel: "b", minute: HOUR + MINUTE },
      { channel: "a", minute: HOUR },
      { channel: "a", minute: current + MINUTE },
    ]);
    await rollups.mark([{ channel: "a", minute: HOUR }]);
    expect(await rollups.due(10, AT_ONCE)).toEqual([
      { channel: "a", minute: HOUR, revision: 2 },
      { channel: "b", minute: HOUR + MINUTE, revision: 1 },
    ]);
    expect(await rollups.due(1, AT_ONCE)).toHaveLength(1);
    expect(await rollups.due(10, { endedMs: 0, quietMs: 60_000 })).toEqual([]);
    expect(await rollups.due(10, { endedMs: now - HOUR, quietMs: 0 })).toEqual([]);
  });

  it("are open until they are settled, and again when something arrived meanwhile", async () => {
    await rollups.begin(true);
    await rollups.mark([
      { channel: "a", minute: HOUR },
      { channel: "a", minute: HOUR + MINUTE },
    ]);
    const due = await rollups.due(10, AT_ONCE);
    await rollups.mark([{ channel: "a", minute: HOUR }]);
    await rollups.settle([slot("a", HOUR, "first"), slot("a", HOUR + MINUTE, "second")], due);
    expect(await rollups.settled(["a", "b"], HOUR + 5, HOUR + 10 * MINUTE)).toEqual({
      openMinutes: [HOUR],
      daysFrom: 0,
    });
    expect(await rollups.settled(["b"], HOUR, HOUR + 10 * MINUTE)).toEqual({ openMinutes: [], daysFrom: 0 });
    await rollups.settle([slot("a", HOUR, "again")], await rollups.due(10, AT_ONCE));
    expect(await rollups.settled(["a"], HOUR, HOUR + 10 * MINUTE)).toEqual({ openMinutes: [], daysFrom: 0 });
    const span = { width: 1, from: HOUR, to: HOUR + 2 * MINUTE } as const;
    const read = await rollups.read(["a"], [span], ["figures"]);
    expect(new Map(read.map(({ at, figures }) => [at, String(figures)]))).toEqual(
      new Map([
        [HOUR, "again"],
        [HOUR + MINUTE, "second"],
      ]),
    );
    expect(read[0]?.people).toBeNull();
  });

  it("say nothing about what was there before they began", async () => {
    expect(await rollups.settled(["a"], HOUR, HOUR + MINUTE)).toBeNull();
    expect(await rollups.begin(false)).toBe(false);
    expect(await rollups.begin(true)).toBe(true);
    expect(await rollups.settled(["a"], HOUR, HOUR + MINUTE)).toEqual({ openMinutes: [], daysFrom: 0 });
  });

  it("that began before there were slots of a day have them from the day after tomorrow on", async () => {
    await rollups.begin(true);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("alter table rollups.state drop days_from");
    await client.end();
    const daysFrom = async (store: RollupStore) =>
      (await store.settled(["a"], HOUR, HOUR + MINUTE))?.daysFrom ?? 0;
    const from = await daysFrom(await another());
    expect(from % DAY).toBe(0);
    expect(from - Date.now()).toBeGreaterThanOrEqual(DAY);
    expect(from - Date.now()).toBeLessThan(2 * DAY);
    expect(await daysFrom(await another())).toBe(from);
  });

  it("keep every byte, replace, remove what is empty, and forget by width", async () => {
    const all = [1, 10, 60] as const;
    await rollups.settle(
      all.map((width) => slot("a", HOUR, `${width}`, width)),
      [],
    );
    const read = (width: 1 | 10 | 60) =>
      rollups.read(["a"], [{ width, from: HOUR, to: HOUR + 1 }], SLOT_PARTS);
    expect((await read(10))[0]).toEqual({ channel: "a", at: HOUR, ...packedAs("10") });
    await rollups.settle([slot("a", HOUR, null, 10)], []);
    expect(await read(10)).toEqual([]);
    await rollups.forget(1, HOUR + 1);
    expect([await read(1), await read(60)]).toEqual([[], [expect.objectContaining({ at: HOUR })]]);
  });

  it.each([
    ["counts", "figures"],
    ["affected", "people"],
    ["audience", "people"],
  ] as const)("give for the %s of slots from before there were any their %s", async (part, formerly) => {
    await rollups.settle([slot("a", HOUR, "new"), slot("a", HOUR + MINUTE, "old")], []);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`update rollups.slots set ${part} = null where at > $1`, [HOUR]);
    await client.end();
    const spans = [HOUR, HOUR + MINUTE].map((from) => ({ width: 1 as const, from, to: from + MINUTE }));
    const read = await rollups.read(["a"], spans, [part]);
    expect(read.sort((a, b) => a.at - b.at)).toEqual([
      { channel: "a", at: HOUR, ...nothing, [part]: packedAs("new")[part] },
      { channel: "a", at: HOUR + MINUTE, ...nothing, [formerly]: packedAs("old")[formerly] },
    ]);
  });

  it("are made by one worker at a time, and by another once that one is gone", async () => {
    const other = await another();
    expect(await rollups.lead()).toBe(true);
    expect(await rollups.lead()).toBe(true);
    expect(await other.lead()).toBe(false);
    const leading = "pid in (select pid from pg_locks where locktype = 'advisory' and granted)";
    expect(await database.endSessions(leading)).toBe(1);
    await expect.poll(() => other.lead(), { timeout: 10_000 }).toBe(true);
    expect(await rollups.lead()).toBe(false);
  });

  it("are made again after asking for the right to it failed more often than there are connections", async () => {
    const broken = vi.spyOn(pg.Client.prototype, "query").mockImplementation(() => {
      throw new Error("the connection broke");
    });
    for (let attempt = 0; attempt < 5; attempt++)
      await expect(rollups.lead()).rejects.toBeInstanceOf(RollupsUnavailable);
    broken.mockRestore();
    expect(await rollups.lead()).toBe(true);
  });

  it("that cannot be reached are a passing failure", async () => {
    await expect(
      openPostgresRollups({ url: "postgres://postgres@127.0.0.1:1/nothing" }),
    ).rejects.toBeInstanceOf(RollupsUnavailable);
  });
});
