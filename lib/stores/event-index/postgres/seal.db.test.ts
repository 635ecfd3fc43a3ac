import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { aDocument } from "../../../testing/builders.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/database.ts";
import { type FakeClock, fakeClock } from "../../../testing/fake-clock.ts";
import { aQuery, HOUR, MINUTE, series, store, where } from "../fixture.contract.ts";
import type { EventIndex } from "../port.ts";
import { openPostgresIndex } from "./open.ts";

let database: TestDatabase;
let index: EventIndex;
let clock: FakeClock;
let client: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  clock = fakeClock(HOUR + 30 * MINUTE);
  index = await openPostgresIndex({ url: database.url, clock });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await index.close();
  await database.drop();
});

const charts = (of = index) => of.health(aQuery(), { bucketMs: 5 * MINUTE, percentiles: true });

async function sealedHours(): Promise<number[]> {
  const { rows } = await client.query("select hour::float8 from event_index.cell_hours order by hour");
  return rows.map(({ hour }) => hour);
}

/** Events of every kind over the hour and a little of the next. */
const traffic = () =>
  series(700, (place) => ({
    timestamp: HOUR + place * 5_500,
    status_code: place % 9 === 0 ? 503 : place % 31 === 0 ? null : 200,
    endpoint: `endpoint-${place % 3}`,
    channel: `chat-${place % 2}`,
    user_id: place % 5 === 0 ? undefined : `u_${place % 77}`,
    recipe_id: `recipe-${place % 13}`,
    duration_ms: 10 + ((place * 37) % 900),
  }));

/** Queries until the background has sealed the hour that they had to read. */
async function sealed(): Promise<void> {
  clock.set(HOUR + 62 * MINUTE);
  await expect
    .poll(
      async () => {
        await charts();
        return sealedHours();
      },
      { timeout: 10_000 },
    )
    .toEqual([HOUR]);
}

it("answers the same from a sealed hour as from its rows", async () => {
  await store(index, traffic());
  const queries = [
    aQuery(),
    aQuery({ from: HOUR + 7 * MINUTE, to: HOUR + 61 * MINUTE }),
    where({ type: "failed", value: true }),
    where({ type: "keyword", field: "endpoint", values: ["endpoint-1"], not: true }),
    where({ type: "keyword", field: "recipe_id", values: ["recipe-3"], not: false }),
    where({ type: "number", field: "status_code", ranges: [{ min: 500 }], not: true }),
  ];
  const answers = () =>
    Promise.all(
      queries.flatMap((query) => [
        index.health(query, { bucketMs: 5 * MINUTE, percentiles: true }),
        index.health(query, { bucketMs: 10_000, percentiles: true }),
        index.groups(query, { by: "endpoint", limit: 10, bucketMs: 60 * MINUTE }),
        index.groups(query, { by: "status_code", limit: 10 }),
      ]),
    );
  const fromRows = await answers();
  expect(await sealedHours()).toEqual([]);
  await sealed();
  expect(await answers()).toEqual(fromRows);
});

it("does not read rows again once an hour is sealed", async () => {
  await store(index, traffic());
  const before = await charts();
  await sealed();
  await client.query("truncate event_index.api_requests_2026_03_02_10");
  expect(await charts()).toEqual(before);
});

it("counts a late event in a sealed hour at once, from any process", async () => {
  await store(index, traffic());
  await sealed();
  const other = await openPostgresIndex({ url: database.url, clock });
  await other.write([aDocument({ timestamp: HOUR + 1, channel: "chat-0" })]);
  await other.close();
  expect(await sealedHours()).toEqual([]);
  expect((await charts()).total.requests).toBe(701);
});

it("stays sealed when a redelivery brings nothing new", async () => {
  const events = traffic();
  await store(index, events);
  await sealed();
  await index.write(events);
  expect(await sealedHours()).toEqual([HOUR]);
  expect((await charts()).total.requests).toBe(700);
});

it("never seals the running hour, nor one that a writer holds open", async () => {
  await store(index, traffic());
  await charts();
  await index.close();
  expect(await sealedHours()).toEqual([]);
  clock.set(HOUR + 62 * MINUTE);
  index = await openPostgresIndex({ url: database.url, clock });
  await client.query(`begin; select pg_advisory_xact_lock_shared(7021, ${HOUR / (60 * MINUTE)})`);
  await charts();
  await index.close();
  await client.query("commit");
  expect(await sealedHours()).toEqual([]);
  index = await openPostgresIndex({ url: database.url, clock });
});

it("forgets a dropped hour's charts with its rows", async () => {
  await store(index, traffic());
  await sealed();
  const [hour] = await index.parts();
  if (hour !== undefined) await index.drop(hour);
  expect(await sealedHours()).toEqual([]);
  expect((await charts()).total.requests).toBe(45);
});

it("finds in an hour whose cells rule the condition out what arrives late, and the rest beyond it", async () => {
  const rare = { status_code: 418, endpoint: "rare" };
  await store(index, [...traffic(), aDocument({ ...rare, id: "early", timestamp: HOUR - 50 * MINUTE })]);
  clock.set(HOUR + 62 * MINUTE);
  const query = aQuery({
    to: HOUR + 5 * 60 * MINUTE,
    where: [{ type: "keyword", field: "endpoint", values: ["rare"], not: false }],
  });
  const found = async () => (await index.search(query, { limit: 10 })).events.map(({ id }) => id);
  await expect
    .poll(async () => [await charts(), (await sealedHours()).length][1], { timeout: 10_000 })
    .toBe(2);
  expect(await found()).toEqual(["early"]);
  await index.write([aDocument({ ...rare, id: "late", timestamp: HOUR + 5 })]);
  expect(await found()).toEqual(["late", "early"]);
});
