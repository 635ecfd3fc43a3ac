import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPlatformMeasures } from "../alerts/platform/observe.ts";
import { createDatabase, type Database } from "../database/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { readVerification } from "./read.ts";
import { warehouseReceipt } from "./receipt.ts";
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
  completeTo: NOW - DAY_MS,
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
    const { days } = await readVerification(database, NOW);
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
    await saveVerification(database, "2026-11-26", [step(wrong("Older."))], NOW);
    await saveVerification(database, "2026-11-27", [step(wrong("It lacks one.", "It lacks two."))], NOW);
    expect(await measures.verification(NOW)).toEqual({
      value: 3,
      title: "It lacks one. And 2 more disagreements.",
    });
    for (const day of ["2026-11-26", "2026-11-27"]) await saveVerification(database, day, [step()], NOW);
    expect(await measures.verification(NOW)).toMatchObject({ value: 0 });
  });

  it("is a receipt of what rests on the warehouse", async () => {
    const receipt = (from: string, to: string) => warehouseReceipt(database, "interactions", { from, to });
    expect(await receipt("2026-11-01", "2026-11-28")).toEqual({
      completeTo: null,
      verifiedAt: null,
      state: "not verified yet",
      rows: 0,
    });
    await saveVerification(database, "2026-11-26", [step()], NOW - 5_000);
    await saveVerification(database, "2026-11-27", [step({ completeTo: NOW - 60_000 })], NOW);
    expect(await receipt("2026-11-01", "2026-11-28")).toEqual({
      completeTo: NOW - 60_000,
      verifiedAt: NOW - 5_000,
      state: "verified",
      rows: 10,
    });
    await saveVerification(database, "2026-11-28", [step({ state: "not_compared" })], NOW);
    expect((await receipt("2026-11-26", "2026-11-28")).state).toBe("not verified yet");
    expect((await receipt("2026-11-26", "2026-11-27")).state).toBe("verified");
    await saveVerification(database, "2026-11-26", [step(wrong("It lacks one."))], NOW);
    expect(await receipt("2026-11-26", "2026-11-27")).toMatchObject({ state: "unequal", rows: 8 });
    expect((await receipt("2026-11-27", "2026-11-27")).state).toBe("verified");
  });
});
