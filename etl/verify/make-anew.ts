import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArchivedFile } from "#lib/archive/commit.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { Warehouse, WarehouseTransaction } from "#lib/stores/warehouse/port.ts";
import type { Day } from "../day.ts";
import type { Job, JobContext } from "../job.ts";
import type { VerifyDeps } from "./deps.ts";
import { type ChangedRows, changedRows, keepRows } from "./row-difference.ts";

/** Undoes a transaction that did what it should. */
class Undone extends Error {
  override readonly name = "Undone";
}

interface Trial {
  warehouse: Warehouse;
  /** What differed; null: the job replaced no day. */
  found(): ChangedRows | null;
}

/** A warehouse that compares what a job makes of a day with what is there, and keeps nothing of it. */
function trialOf(warehouse: Warehouse, { table }: Job, day: Day): Trial {
  let found: ChangedRows | null = null;
  const transaction = async <T>(work: (given: WarehouseTransaction) => Promise<T>): Promise<T> => {
    const outcomes: T[] = [];
    try {
      await warehouse.transaction(async (given) => {
        await keepRows(given, table, day);
        outcomes.push(await work(given));
        found = await changedRows(given, table, day);
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    for (const outcome of outcomes) return outcome;
    throw new Error("A transaction ended before its work did.");
  };
  return {
    warehouse: {
      transaction,
      prepare: (tables) => warehouse.prepare(tables),
      query: (...asked) => warehouse.query(...asked),
      close: () => warehouse.close(),
    },
    found: () => found,
  };
}

/** An archive from which a job removes what it put there itself: the job's own run may be at work beside. */
function withoutOthers(archive: Archive): Archive {
  const own = new Set<string>();
  return {
    putFile: (key, path) => {
      own.add(key);
      return archive.putFile(key, path);
    },
    remove: (keys) => archive.remove(keys.filter((key) => own.has(key))),
    create: (key, body) => archive.create(key, body),
    read: (key, range) => archive.read(key, range),
    list: (prefix) => archive.list(prefix),
    close: () => archive.close(),
  };
}

/**
 * Runs a job for a day in a transaction that is undone, and answers how what it made differs from what is there. Throws
 * what the job throws.
 */
export async function makeAnew(
  { archive, warehouse, clock }: Pick<VerifyDeps, "archive" | "warehouse" | "clock">,
  job: Job,
  { day, files }: { day: Day; files: ReadonlyMap<ArchivedSet, readonly ArchivedFile[]> },
): Promise<ChangedRows | null> {
  const trial = trialOf(warehouse, job, day);
  const spool = await mkdtemp(join(tmpdir(), "channelscope-anew-"));
  const context: JobContext = {
    archive: withoutOthers(archive),
    warehouse: trial.warehouse,
    day,
    files,
    spool,
    clock,
    snapshot: null,
    note: () => undefined,
  };
  try {
    await job.run(context);
    return trial.found();
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}
