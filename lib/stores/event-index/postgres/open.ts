import pg from "pg";
import { type Clock, systemClock } from "../../../clock.ts";
import { SetupError } from "../../../setup-error.ts";
import type { IndexInspector } from "../inspection.ts";
import type { EventIndex } from "../port.ts";
import type { EventIndexRebuilder } from "../rebuild.ts";
import { writeAll } from "../write-all.ts";
import { facets } from "./facets.ts";
import { groups } from "./groups.ts";
import { health } from "./health.ts";
import { createSchema, dropHour, listHours } from "./hours.ts";
import { inspect } from "./inspect.ts";
import { listParts } from "./parts.ts";
import { openPool, reaching } from "./pool.ts";
import { createRebuilder } from "./rebuild.ts";
import { sealHour } from "./seal.ts";
import { Sealer } from "./sealer.ts";
import { search } from "./search.ts";
import { signatures } from "./signatures.ts";
import { counts, sums, tally } from "./tally.ts";
import { createBatches, liveTarget } from "./write.ts";

export interface PostgresIndexOptions {
  url: string;
  /** Connections for queries; writes have 4 of their own. */
  connections?: number;
  /** Longest time of one query's statement, milliseconds. */
  queryTimeout?: number;
  clock?: Clock;
}

const WRITE_TIMEOUT = 120_000;

/**
 * The embedded event index, in the schema `event_index` of any PostgreSQL 15 or later; made where it is missing.
 * Throws `IndexUnavailable` when the server does not answer, `SetupError` with one clear line when it refuses.
 */
export async function openPostgresIndex(options: PostgresIndexOptions): Promise<EventIndex & IndexInspector> {
  const { url, connections = 6, queryTimeout = 20_000, clock = systemClock } = options;
  const readers = openPool({ url, name: "index reader", connections, statementTimeout: queryTimeout });
  const writers = openPool({ url, name: "index writer", connections: 4, statementTimeout: WRITE_TIMEOUT });
  const end = async () => {
    await Promise.all([readers.end(), writers.end()]);
  };
  await prepareSchema(writers, end);
  const sealer = new Sealer(writers, clock);
  const batch = createBatches(writers, liveTarget(writers));
  const onRows = sealer.want.bind(sealer);
  return {
    visibilityMs: 0,
    batch,
    write: (documents) => writeAll(batch(), documents),
    hours: () => reaching(() => listHours(readers)),
    parts: () => reaching(() => listParts(readers)),
    settle: (part) => reaching(() => sealHour(writers, part.from)),
    drop: (part) => reaching(() => dropHour(writers, part.from)),
    search: (query, page) => reaching(() => search(readers, query, page)),
    health: (query, request) => reaching(() => health(readers, query, request, onRows)),
    groups: (query, request) => reaching(() => groups(readers, query, request, onRows)),
    signatures: (query, request) => reaching(() => signatures(readers, query, request)),
    facets: (query, fields, limit) => reaching(() => facets(readers, query, fields, limit, onRows)),
    refresh: async () => undefined, // a committed row is visible
    tally: (query, slotMs, parts) => reaching(() => tally(readers, query, slotMs, parts)),
    counts: (query, stepMs) => reaching(() => counts(readers, query, stepMs)),
    sums: (query) => reaching(() => sums(readers, query)),
    inspect: () => reaching(() => inspect(readers, url)),
    close: async () => {
      await sealer.close();
      await end();
    },
  };
}

/** Builds hours of that index anew; opens and fails alike. */
export async function openPostgresRebuilder({ url }: { url: string }): Promise<EventIndexRebuilder> {
  const pool = openPool({ url, name: "index rebuilder", connections: 6, statementTimeout: 0 });
  const end = () => pool.end();
  await prepareSchema(pool, end);
  return createRebuilder(pool);
}

async function prepareSchema(pool: pg.Pool, end: () => Promise<void>): Promise<void> {
  try {
    await reaching(() => createSchema(pool));
  } catch (error) {
    await end();
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new SetupError(`PostgreSQL refuses the event index: ${error.message}`, { cause: error });
  }
}
