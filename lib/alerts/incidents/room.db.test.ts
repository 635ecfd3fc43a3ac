import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchLogs } from "../../events/search-logs.ts";
import { seedIncident, seedRecipe } from "../../testing/incidents.ts";
import { openReadingWorld, person, type ReadingWorld } from "../../testing/reading.ts";
import { affectedByIncident, incidentAffectedCsv } from "./affected.ts";
import { incidentRoom } from "./room.ts";
import { statusHistory } from "./status-history.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const member = person(["alpha"]);

let world: ReadingWorld;
let number: number;
beforeAll(async () => {
  world = await openReadingWorld(["alpha", "beta"]);
  const { database, clock } = world;
  const now = clock.now();
  const failed = {
    channel: "alpha",
    status_code: 503,
    error_message: "no upstream",
    endpoint: "send_message",
  };
  const recipe = await seedRecipe(database, "alpha", "API errors");
  const top_error = { endpoint: "send_message", label: "503", pattern: "no upstream", count: 8 };
  await seedIncident(database, {
    channel: "alpha",
    startedAt: now - 5 * DAY,
    recoveredAt: now - 5 * DAY + 12 * MINUTE,
    impact: { top_error },
  });
  await seedIncident(database, {
    channel: "alpha",
    startedAt: now - 4 * DAY,
    recoveredAt: now - 4 * DAY + MINUTE,
  });
  await seedIncident(database, { channel: "beta", startedAt: now - 4 * DAY, impact: { top_error } });
  ({ number } = await seedIncident(database, {
    channel: "alpha",
    recipe,
    trigger: { type: "error_rate_above", percent: 5, endpoint: "send_message" },
    startedAt: now - 15 * MINUTE,
    recoveredAt: now - 10 * MINUTE,
    impact: { top_error },
  }));
  // Before, and on another endpoint meanwhile: neither counts.
  await world.happened(30, { ...failed, user_id: "u_before" });
  await world.happened(15, { ...failed, endpoint: "other", user_id: "u_other" });
  await world.happened(15, {
    channel: "beta",
    status_code: 503,
    endpoint: "send_message",
    user_id: "u_beta",
  });
  // A refused token is the user's, which this Recipe does not count.
  await world.happened(15, { ...failed, status_code: 401, user_id: "u_token" });
  await world.happened(15, { channel: "alpha", endpoint: "send_message", user_id: "u_fine" }, 11);
  await world.happened(15, { ...failed, user_id: "u_hit", recipe_id: "r_1", run_id: "x", attempt: 1 }, 6);
  await world.happened(14, { ...failed, user_id: "=cmd", recipe_id: "r_2", run_id: "y", attempt: 1 }, 2);
  await world.happened(13, { channel: "alpha", endpoint: "send_message", user_id: "u_hit", attempt: 2 }, 4);
});
afterAll(() => world.close());

describe("an incident's room", () => {
  it("counts what the Recipe counts, of its time and endpoint alone", async () => {
    const { figures } = await incidentRoom(world, member, "alpha", number);
    expect(figures.known).toBe(true);
    expect(figures.impact).toMatchObject({
      requests: 24,
      failures: 8,
      users_affected: 2,
      recipes_affected: 2,
      retried: { runs: 4, share: 0.5 },
      recipes_turned_off: null,
    });
    expect(figures.verdict).toEqual({
      fault: "partner",
      why: expect.stringContaining("All failures were HTTP 503."),
    });
    expect(figures.signatures).toMatchObject([
      { endpoint: "send_message", label: "503", count: 8, users: 2 },
    ]);
  });

  it("leads to exactly those requests", async () => {
    const { figures } = await incidentRoom(world, member, "alpha", number);
    expect(figures.behind.requests).toBe(8);
    const range = { ...figures.span, label: null };
    const page = await searchLogs(world, member, "alpha", { query: figures.behind.query, range, limit: 100 });
    expect(page.data).toHaveLength(8);
    expect(new Set(page.data.map(({ status_code }) => status_code))).toEqual(new Set([503]));
  });

  it("shows the measure around that time, with gaps where nothing was asked", async () => {
    const { figures } = await incidentRoom(world, member, "alpha", number);
    const now = world.clock.now();
    expect(figures.from).toBeLessThanOrEqual(now - 30 * MINUTE);
    expect(figures.to).toBeGreaterThanOrEqual(now - MINUTE);
    const values = figures.points.filter(({ value }) => value !== null);
    expect(values.length).toBeGreaterThan(2);
    expect(Math.max(...values.map(({ value }) => value ?? 0))).toBe(1);
  });

  it("names earlier ones with the same error, of this Channel alone", async () => {
    const { similar } = await incidentRoom(world, member, "alpha", number);
    expect(similar).toMatchObject([{ number: number - 3, like: "signature" }]);
    await expect(incidentRoom(world, member, "beta", number)).rejects.toMatchObject({ code: "not_found" });
    await expect(incidentRoom(world, member, "alpha", number - 1)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("tells whom it reached, harmless for a spreadsheet", async () => {
    const rows = await affectedByIncident(world, member, "alpha", number);
    expect(rows.filter(({ user }) => user !== null)).toEqual([
      { user: "u_hit", failures: 6, recipes: [] },
      { user: "=cmd", failures: 2, recipes: [] },
    ]);
    expect(rows.filter(({ user }) => user === null).map(({ recipes }) => recipes)).toEqual([
      ["r_1"],
      ["r_2"],
    ]);
    const [header, first, second] = incidentAffectedCsv(rows).split("\r\n");
    expect([header, first, second]).toEqual(["user_id,failures,recipe_ids", "u_hit,6,", "'=cmd,2,"]);
    await expect(affectedByIncident(world, person(["beta"]), "alpha", number)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the status history", () => {
  it("has ninety days, with failures the partner can mend, and minutes with an incident", async () => {
    const { days, uptime } = await statusHistory(world, member, "alpha");
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toMatchObject({ requests: 26, failures: 10, bad_minutes: 5, incidents: 1 });
    expect(days.at(-1)?.uptime).toBeCloseTo(16 / 26);
    expect(days.at(-6)).toMatchObject({ requests: 0, uptime: null, bad_minutes: 12, incidents: 1 });
    expect(uptime.map((row) => row.days)).toEqual([7, 30, 90]);
    expect(uptime[0]?.share).toBeCloseTo(16 / 26);
    await expect(statusHistory(world, person(["beta"]), "alpha")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
