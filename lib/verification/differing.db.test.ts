import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { differingSpans } from "./differing.ts";
import { saveVerification } from "./save.ts";
import { type Disagreement, NOTHING, type Step } from "./types.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 10, 28);

const lost = (hour: number | null, of: Partial<Disagreement> = {}): Disagreement => {
  const sums = { source: { rows: 1, checksum: 1 }, here: NOTHING };
  return { store: "index", subject: "api-requests", channel: null, hour, ...sums, words: "Lost.", ...of };
};

describe("hours of which the index has something else than the archive", () => {
  let place: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    place = await createTestDatabase();
    database = createDatabase(place.url);
  });
  afterEach(async () => {
    await database.$disconnect();
    await place.drop();
  });

  const keep = (day: string, disagreements: Disagreement[], step: Step = "archive_index") => {
    const sums = { source: NOTHING, here: NOTHING, completeTo: null, notCompared: [] };
    const state = disagreements.length > 0 ? ("unequal" as const) : ("equal" as const);
    return saveVerification(
      database,
      day,
      [{ step, subject: "api-requests", state, disagreements, ...sums }],
      MIDNIGHT,
    );
  };
  const seen = (from: number, to: number, channel = "alpha") =>
    differingSpans(database, { channel, from, to });

  it("are told one after the other as one, over midnight, too, as far as the range reaches", async () => {
    await keep("2026-11-27", [lost(MIDNIGHT - HOUR), lost(MIDNIGHT - 20 * HOUR)]);
    await keep("2026-11-28", [lost(MIDNIGHT + HOUR), lost(MIDNIGHT), lost(MIDNIGHT + 5 * HOUR)]);
    expect(await seen(MIDNIGHT - 2 * HOUR, MIDNIGHT + 5.5 * HOUR)).toEqual([
      { from: MIDNIGHT - HOUR, to: MIDNIGHT + 2 * HOUR },
      { from: MIDNIGHT + 5 * HOUR, to: MIDNIGHT + 6 * HOUR },
    ]);
    expect(await seen(MIDNIGHT + 2 * HOUR, MIDNIGHT + 5 * HOUR)).toEqual([]);
  });

  it("are those of a Channel, and of anybody where it is not known whose", async () => {
    await keep("2026-11-28", [
      lost(MIDNIGHT, { channels: ["beta", "gamma"] }),
      lost(MIDNIGHT + 2 * HOUR, { channel: "alpha", channels: ["alpha"] }),
      lost(MIDNIGHT + 4 * HOUR),
    ]);
    const hours = async (channel: string) =>
      (await seen(MIDNIGHT, MIDNIGHT + DAY, channel)).map(({ from }) => (from - MIDNIGHT) / HOUR);
    expect(await hours("alpha")).toEqual([2, 4]);
    expect(await hours("beta")).toEqual([0, 4]);
    expect(await hours("delta")).toEqual([4]);
  });

  it("are the whole day where no hour is said, and none of other stores", async () => {
    await keep("2026-11-27", [lost(null)]);
    await keep("2026-11-28", [lost(MIDNIGHT)], "archive_warehouse");
    expect(await seen(MIDNIGHT - HOUR, MIDNIGHT + HOUR)).toEqual([{ from: MIDNIGHT - DAY, to: MIDNIGHT }]);
  });
});
