import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPlatformMeasures } from "../alerts/platform/observe.ts";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { readVerification } from "./read.ts";
import { warehouseReceipts } from "./receipt.ts";
import { saveVerification } from "./save.ts";
import type { StepResult } from "./types.ts";

const NOW = Date.UTC(2026, 10, 28, 14);
const DAY_MS = 86_400_000;

const step = (overrides: Partial<StepResult> = {}): StepResult => ({
  step: "archive_warehouse",
  subject: "interactions",
  state: "equal",
  source: { rows: 5, checksum: 50 },
  here: { rows: 5, checksum: 50 },
  completeTo: NOW + DAY_MS,
  disagreements: [],
  notCompared: [],
  ...overrides,
});
const wrong = (...sentences: string[]): Partial<StepResult> => ({
  state: "unequal",
  here: { rows: 3, checksum: 30 },
  disagreements: sentences.map((words) => ({
    store: "warehouse",
    subject: "interactions",
    channel: null,
    hour: NOW,
    source: null,
    here: null,
    words,
  })),
});

describe("what is kept of verification", () => {
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

  it("is shown by day, rules that hold in one line, and what was said last stands", async () => {
    const tables = ["a", "b"].map((subject) => step({ step: "table_checks", subject }));
    await saveVerification(database, "2026-11-27", [step(wrong("It lacks one.")), ...tables], NOW - 1_000);
    await saveVerification(
      database,
      "2026-11-28",
      [step({ notCompared: [{ reason: "under way", hours: [1, 2] }] })],
      NOW,
    );
    const { days, asked } = await readVerification(database, NOW);
    expect(asked).toBe(false);
    expect(days).toMatchObject([
      { day: "2026-11-28", state: "equal", steps: [{ reason: "2 hours not compared: under way" }] },
      {
        day: "2026-11-27",
        state: "unequal",
        verifiedAt: NOW - 1_000,
        disagreements: ["It lacks one."],
        more: 0,
        steps: [
          { step: "archive_warehouse", source: 5, here: 3, state: "unequal" },
          { step: "table_checks", subject: "2 tables", here: 10, state: "equal" },
        ],
      },
    ]);
    await saveVerification(database, "2026-11-27", [step()], NOW);
    expect((await readVerification(database, NOW)).days.map(({ state }) => state)).toEqual([
      "equal",
      "equal",
    ]);
  });

  it("shows old days only while they disagree", async () => {
    await saveVerification(database, "2026-09-01", [step(wrong("Old."))], NOW);
    await saveVerification(database, "2026-09-02", [step()], NOW);
    expect((await readVerification(database, NOW)).days.map(({ day }) => day)).toEqual(["2026-09-01"]);
  });

  it("raises the platform's alarm while it stands", async () => {
    const measures = createPlatformMeasures({
      database,
      stream: { inspect: async () => [], readRange: async function* () {} },
      index: { inspect: async () => ({ status: "green", parts: [], nodes: [] }) },
      http: { getTrusted: async () => ({ status: 200, text: "{}", retryAfterMs: null }) },
      origin: "https://scope.example",
    });
    expect(await measures.verification(NOW)).toBeNull();
    expect(await measures.verification_age(NOW)).toBeNull();
    await saveVerification(database, "2026-11-26", [step(wrong("Older."))], NOW);
    await saveVerification(database, "2026-11-27", [step(wrong("It lacks one.", "It lacks two."))], NOW);
    expect(await measures.verification(NOW)).toEqual({
      value: 3,
      title: "It lacks one. And 2 more disagreements.",
    });
    for (const day of ["2026-11-26", "2026-11-27"]) await saveVerification(database, day, [step()], NOW);
    expect(await measures.verification(NOW)).toMatchObject({ value: 0 });
    expect(await measures.verification_age(NOW + 200 * 60_000)).toEqual({
      value: 200,
      title: expect.stringMatching(/^Stores were last compared 3.h 20.min ago$/),
    });
  });

  it("is the receipt of each chart that rests on the warehouse", async () => {
    const receipts = (from: string, to: string) => {
      const charts = {
        people: { tables: ["user_activity_daily"], from },
        top: { tables: ["recipe_activity_daily"], from },
      };
      return warehouseReceipts(database, "interactions", charts, to);
    };
    const both = (receipt: object) => ({ people: receipt, top: receipt });
    expect(await receipts("2026-11-01", "2026-11-28")).toEqual(
      both({ verifiedAt: null, state: "not verified yet", madeAnewAt: null }),
    );
    await saveVerification(database, "2026-11-26", [step()], NOW - 5_000);
    await saveVerification(database, "2026-11-27", [step()], NOW);
    expect(await receipts("2026-11-01", "2026-11-27")).toEqual(
      both({ verifiedAt: NOW - 5_000, state: "verified", madeAnewAt: null }),
    );
    // Verified up to the day before is not verified.
    expect(await receipts("2026-11-01", "2026-11-28")).toEqual(
      both({ verifiedAt: null, state: "not verified yet", madeAnewAt: null }),
    );
    await saveVerification(database, "2026-11-28", [step({ state: "not_compared" })], NOW);
    expect(await receipts("2026-11-26", "2026-11-28")).toEqual(
      both({ verifiedAt: null, state: "not verified yet", madeAnewAt: null }),
    );

    const unequal = both({ verifiedAt: NOW - 2_000, state: "unequal", madeAnewAt: null });
    for (const lost of ["stream_archive", "archive_files", "archive_warehouse"] as const) {
      const others = lost === "archive_warehouse" ? [] : [step()];
      await saveVerification(
        database,
        "2026-11-26",
        [...others, step({ ...wrong("One is lost."), step: lost })],
        NOW - 2_000,
      );
      expect(await receipts("2026-11-26", "2026-11-27")).toEqual(unequal);
      expect((await receipts("2026-11-27", "2026-11-27")).people.state).toBe("verified");
    }
    const index = step({ ...wrong("One is lost."), step: "archive_index" });
    await saveVerification(database, "2026-11-26", [step(), index], NOW);
    expect((await receipts("2026-11-26", "2026-11-27")).people.state).toBe("verified");
  });

  it("waits with a table that newer rows wait for, and with no other", async () => {
    const charts = {
      people: { tables: ["user_activity_daily"], from: "2026-11-27" },
      top: { tables: ["recipe_activity_daily"], from: "2026-11-27" },
      kept: { tables: ["user_activity_daily"], from: "2026-11-28" },
      ever: { tables: ["user_activity_daily"], from: "2026-11-28", allDays: true },
    };
    const waiting = step({
      step: "table_checks",
      subject: "user_activity_daily",
      notCompared: [
        {
          ...{ reason: "it has not run since", hours: [] },
          waits: { job: "user_activity_daily", since: NOW - 5_000, until: NOW + 5_000 },
        },
      ],
    });
    await saveVerification(database, "2026-11-27", [step(), waiting], NOW);
    await saveVerification(database, "2026-11-28", [step({ completeTo: NOW + DAY_MS })], NOW);
    const seen = await warehouseReceipts(database, "interactions", charts, "2026-11-28");
    const waits = { state: "waiting", verifiedAt: NOW, madeAnewAt: NOW + 5_000 };
    expect([seen.people, seen.ever]).toEqual([waits, waits]);
    expect([seen.top.state, seen.kept.state]).toEqual(["verified", "verified"]);

    const stateAfter = async (startedAt: number, day = "2026-11-27") => {
      const at = new Date(startedAt);
      const run = { job: "user_activity_daily", state: "succeeded", inputs: "", leaseUntil: at };
      await database.jobRun.create({
        data: { ...run, day: new Date(day), startedAt: at, finishedAt: new Date(startedAt + 1_000) },
      });
      return (await warehouseReceipts(database, "interactions", charts, "2026-11-28")).people.state;
    };
    expect(await stateAfter(NOW - 6_000)).toBe("waiting");
    expect(await stateAfter(NOW - 4_000, "2026-11-28")).toBe("waiting");
    expect(await stateAfter(NOW - 4_000)).toBe("verified");
  });

  it("is unequal where what is wrong is of a day before, if it looks at all days", async () => {
    const chart = { tables: ["recipe_activity_daily"], from: "2026-11-27" };
    await saveVerification(database, "2026-09-01", [step(wrong("An hour is lost."))], NOW);
    await saveVerification(database, "2026-11-27", [step()], NOW);
    const charts = { range: chart, ever: { ...chart, allDays: true } };
    const { range, ever } = await warehouseReceipts(database, "interactions", charts, "2026-11-27");
    expect([range.state, ever.state]).toEqual(["verified", "unequal"]);
  });

  it("is none of a day whose end was not archived yet when it was compared", async () => {
    const day = "2026-11-27";
    const receipt = async (completeTo: number | null) => {
      await saveVerification(database, day, [step({ completeTo })], NOW);
      return (await warehouseReceipts(database, "interactions", { people: { tables: [], from: day } }, day))
        .people;
    };
    const end = Date.UTC(2026, 10, 28);
    for (const completeTo of [null, end - DAY_MS / 2, end - 1])
      expect(await receipt(completeTo)).toEqual({
        verifiedAt: null,
        state: "not verified yet",
        madeAnewAt: null,
      });
    expect(await receipt(end)).toEqual({ verifiedAt: NOW, state: "verified", madeAnewAt: null });
  });

  it("marks only those charts whose tables break a rule", async () => {
    const from = "2026-11-27";
    const charts = {
      people: { tables: ["user_activity_daily"], from },
      top: { tables: ["recipe_activity_daily"], from },
    };
    const rule = step({
      ...wrong("A row is there twice."),
      step: "table_checks",
      subject: "user_activity_daily",
    });
    await saveVerification(database, "2026-11-27", [step(), rule], NOW);
    expect(await warehouseReceipts(database, "interactions", charts, from)).toMatchObject({
      people: { verifiedAt: NOW, state: "unequal" },
      top: { verifiedAt: NOW, state: "verified" },
    });
  });

  it("looks as far back as each chart does", async () => {
    await saveVerification(database, "2026-11-26", [step(wrong("It lacks one."))], NOW);
    await saveVerification(database, "2026-11-27", [step()], NOW);
    const charts = {
      retention: { tables: [], from: "2026-11-26" },
      top: { tables: [], from: "2026-11-27" },
    };
    expect(await warehouseReceipts(database, "interactions", charts, "2026-11-27")).toMatchObject({
      retention: { state: "unequal" },
      top: { state: "verified" },
    });
  });
});
