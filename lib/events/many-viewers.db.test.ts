import { afterAll, beforeAll, expect, test } from "vitest";
import { shareReads } from "../stores/event-index/share-reads.ts";
import { countingIndex } from "../testing/counting-index.ts";
import { openReadingWorld, person, type ReadingWorld } from "../testing/reading.ts";
import { healthView } from "./health-view.ts";
import { parseRange } from "./range.ts";
import type { ReadDeps } from "./read-deps.ts";
import { openTail, type TailUpdate } from "./tail.ts";

const POLL_MS = 5_000;

let world: ReadingWorld;

beforeAll(async () => {
  world = await openReadingWorld(["alpha"]);
  await world.happened(20, { channel: "alpha" }, 50);
  await world.happened(3, { channel: "alpha", status_code: 503 }, 10);
});
afterAll(() => world.close());

const member = person(["alpha"]);

/** So many open pages, each asking once in a poll's time at a moment of its own. */
async function pages(deps: ReadDeps, count: number): Promise<void> {
  for (let page = 0; page < count; page++) {
    world.clock.advance(POLL_MS / count);
    await healthView(deps, member, "alpha", parseRange({ range: "1h" }, world.clock.now()));
  }
}

/** So many live tails that follow for a while. */
async function tails(deps: ReadDeps, count: number): Promise<void> {
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
}

/** How often the index is asked by this, through answers that are shared or not. */
async function questions(shared: boolean, work: (deps: ReadDeps) => Promise<unknown>): Promise<number> {
  const counting = countingIndex(world.index);
  await work({ ...world, index: shared ? shareReads(counting.index, world.clock) : counting.index });
  return counting.asked();
}

test("200 open Health pages ask the index no more often than ten would alone", async () => {
  const ten = await questions(false, (deps) => pages(deps, 10));
  const many = await questions(true, (deps) => pages(deps, 200));
  expect(many).toBeLessThanOrEqual(ten);
});

test("50 live tails ask the index no more often than ten", async () => {
  const ten = await questions(true, (deps) => tails(deps, 10));
  const many = await questions(true, (deps) => tails(deps, 50));
  expect(many).toBeLessThanOrEqual(ten + 1);
  expect(many).toBeLessThan(10);
});

test("200 pages opened at the same instant ask what one asks", async () => {
  const range = parseRange({ range: "1h" }, world.clock.now());
  const view = (deps: ReadDeps) => healthView(deps, member, "alpha", range);
  const one = await questions(true, view);
  const many = await questions(true, (deps) => Promise.all(Array.from({ length: 200 }, () => view(deps))));
  expect(many).toBe(one);
});
