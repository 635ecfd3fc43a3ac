import { expect } from "vitest";
import { systemScope } from "../../channels/access.ts";
import type { EventDocument } from "../../events/document.ts";
import type { Condition, EventQuery } from "../../events/query/types.ts";
import { aDocument } from "../../testing/builders.ts";
import type { IndexInspector } from "./inspection.ts";
import type { EventIndex } from "./port.ts";

/** A fresh, empty index; `connect` opens one more handle on it, as another process would. */
export interface IndexUnderTest {
  connect(): Promise<EventIndex & IndexInspector>;
  close(): Promise<void>;
}

export const HOUR = Date.parse("2026-03-02T10:00:00.000Z");
export const MINUTE = 60_000;

/** Beyond the promised delay: what a busy machine takes on top. */
const PATIENCE_MS = 5_000;

/** The hours around `HOUR`, all Channels, everything: unless the overrides say otherwise. */
export function aQuery(overrides: Partial<EventQuery> = {}): EventQuery {
  return { scope: systemScope(), from: HOUR - 60 * MINUTE, to: HOUR + 120 * MINUTE, where: [], ...overrides };
}

export function where(...conditions: Condition[]): EventQuery {
  return aQuery({ where: conditions });
}

/** Stores new events and waits until queries see them all; `within` is a query that finds each of them. */
export async function store(index: EventIndex, documents: EventDocument[], within = aQuery()): Promise<void> {
  const before = await countOf(index, within);
  expect(await index.write(documents)).toEqual(documents.map(() => ({ status: "created" })));
  await expect
    .poll(() => countOf(index, within), { timeout: index.visibilityMs + PATIENCE_MS, interval: 50 })
    .toBe(before + documents.length);
}

export async function countOf(index: EventIndex, query = aQuery()): Promise<number> {
  return (await index.health(query, { bucketMs: MINUTE, percentiles: false })).total.requests;
}

/** Ids in the order in which a search gives them. */
export async function idsOf(index: EventIndex, query: EventQuery, limit = 100): Promise<string[]> {
  return (await index.search(query, { limit })).events.map(({ id }) => id);
}

/** `count` events, one each millisecond from `HOUR`. */
export function series(count: number, overrides: (place: number) => Partial<EventDocument>): EventDocument[] {
  return Array.from({ length: count }, (_, place) =>
    aDocument({ timestamp: HOUR + place, ...overrides(place) }),
  );
}
