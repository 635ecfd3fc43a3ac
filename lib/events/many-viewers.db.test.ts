import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import { shareReads } from "../stores/event-index/share-reads.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { healthView } from "./health-view.ts";
import { parseRange } from "./range.ts";
import type { ReadDeps } from "./read-deps.ts";
import { openTail, type TailUpdate } from "./tail.ts";

const POLL_MS = 5_000;

let world: ReadingWorld;
let asked = 0;

/** The world's index, counting its questions. */
function counting(): EventIndexReader {
  const count = <A extends unknown[], T>(ask: (...args: A) => Promise<T>) => {
    return (...args: A) => {
      asked += 1;
      return ask(...args);
    };
  };
  const { search, health, groups, signatures, facets } = world.index;
  return {
    search: count(search),
    health: count(health),
    groups: count(groups),
    signatures: count(signatures),
    facets: count(facets),
  };
}

beforeAll(async () => {
  world = await openReadingWorld(["alpha"]);
  await world.happened(20, { channel: "alpha" }, 50);
  await world.happened(3, { channel: "alpha", status_code: 503 }, 10);
});
afterAll(() => world.close());
beforeEach(() => {
  asked = 0;
});

const member = person(["alpha"]);

/** So many open pages, each asking once in a poll's time at a moment of its own. */
async function pages(deps: ReadDeps, count: number): Promise<number> {
  const before = asked;
  for (let page = 0; page < count; page++) {
    world.clock.advance(POLL_MS / count);
    await healthView(deps, member, "alpha", parseRange({ range: "1h" }, world.clock.now()));
  }
  return asked - before;
}

/** So many live tails that follow for a while. */
async function tails(deps: ReadDeps, count: number): Promise<number> {
  const before = asked;
  const stop = new AbortController();
  const open = await Promise.all(
    Array.from({ length: count }, () => openTail(deps, member, "alpha", { query: "", signal: stop.signal })),
  );
  const read = async (updates: AsyncGenerator<TailUpdate>) => {
    for await (const _ of updates);
  };
  const reading = open.map(read);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  stop.abort();
  await Promise.all(reading);
  return asked - before;
}

test("200 open Health pages ask the index no more often than ten would alone", async () => {
  const index = counting();
  const ten = await pages({ ...world, index }, 10);
  const many = await pages({ ...world, index: shareReads(index, world.clock) }, 200);
  expect(many).toBeLessThanOrEqual(ten);
});

test("50 live tails ask the index no more often than ten pages in the same time", async () => {
  const index = shareReads(counting(), world.clock);
  expect(await tails({ ...world, index }, 50)).toBeLessThanOrEqual((await tails({ ...world, index }, 1)) + 2);
});

test("pages opened at the same instant share every question", async () => {
  const index = shareReads(counting(), world.clock);
  const range = parseRange({ range: "1h" }, world.clock.now());
  const view = () => healthView({ ...world, index }, member, "alpha", range);
  const one = await view();
  const alone = asked;
  world.clock.advance(1_000);
  const all = await Promise.all(Array.from({ length: 200 }, view));
  expect(asked - alone).toBeLessThanOrEqual(alone);
  expect(all[199]?.current).toEqual(one.current);
});
