import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { saveVerification } from "#lib/verification/save.ts";
import { VERIFY_JOB } from "#lib/verification/types.ts";
import loadInteractions from "../jobs/load_interactions.ts";
import { dueDays } from "./due-days.ts";

const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;
const VERIFIED_AT = Date.UTC(2026, 2, 10, 9, 10);
const LOADED = ["2026-03-07", "2026-03-08"];

describe("days that have to be verified", () => {
  let place: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    place = await createTestDatabase();
    database = createDatabase(place.url);
    const at = new Date(VERIFIED_AT);
    const run = { state: "succeeded", leaseUntil: at, startedAt: at };
    for (const day of LOADED) {
      const loaded = await database.jobRun.create({
        data: { ...run, job: "load_interactions", day: new Date(day), inputs: "" },
      });
      const inputs = `load_interactions: run ${loaded.id}`;
      await database.jobRun.create({ data: { ...run, job: VERIFY_JOB, day: new Date(day), inputs } });
    }
  });
  afterEach(async () => {
    await database.$disconnect();
    await place.drop();
  });

  const verified = (day: string, completeTo: number | null) => {
    const sums = { rows: 5, checksum: 50 };
    const way = { step: "archive_warehouse", subject: "interactions", state: "equal" } as const;
    const result = { ...way, source: sums, here: sums, completeTo, disagreements: [], notCompared: [] };
    return saveVerification(database, day, [result], VERIFIED_AT);
  };
  const dueAfter = async (ms: number) => {
    const due = await dueDays({ database }, [loadInteractions], {
      now: VERIFIED_AT + ms,
      retentionMs: 30 * DAY_MS,
    });
    return due.map(({ day }) => day).filter((day) => LOADED.includes(day));
  };

  it("are older ones once a day, and every hour those whose end was not archived yet", async () => {
    const end = Date.UTC(2026, 2, 8);
    await verified("2026-03-07", end);
    await verified("2026-03-08", end + DAY_MS);
    expect(await dueAfter(HOUR)).toEqual([]);
    expect(await dueAfter(DAY_MS)).toEqual(["2026-03-08", "2026-03-07"]);
    for (const completeTo of [null, end - 1]) {
      await verified("2026-03-07", completeTo);
      expect(await dueAfter(HOUR / 2)).toEqual([]);
      expect(await dueAfter(HOUR)).toEqual(["2026-03-07"]);
    }
  });
});
