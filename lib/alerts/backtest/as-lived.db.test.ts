import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AlertWorld, CHANNEL, clockTime, openAlertWorld } from "../../testing/alert-world.ts";
import { aDocument } from "../../testing/builders.ts";
import { person } from "../../testing/reading.ts";
import { type TriggerInput, triggerInput } from "../trigger.ts";
import { backtest } from "./backtest.ts";

const MINUTE = 60_000;

interface Refusals {
  perMinute: number;
  /** Of so many users; each of them is refused in turn. */
  users: number;
  /** Every n-th request is refused. */
  every: number;
}

const many: Refusals = { perMinute: 60, users: 50, every: 1 };
const errors: TriggerInput = { type: "error_rate_above", percent: 5, window_minutes: 1 };

/** The same past, judged while it happened and looked back at. */
describe("a backtest judges refusals as the evaluator did", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = await openAlertWorld();
  });
  afterEach(() => world.close());

  /** Well from 11:50 on, refusals from 12:02 to 12:06, well until 12:16. */
  async function happens({ perMinute, users, every }: Refusals): Promise<void> {
    await world.traffic({ from: "11:50", to: "12:02", perMinute });
    const [from, gap] = [clockTime("12:02"), MINUTE / perMinute];
    await world.index.write(
      Array.from({ length: 4 * perMinute }, (_, n) => {
        const user = `u_${Math.floor(n / every) % users}`;
        const refused = n % every === 0 ? { status_code: 401 } : {};
        return aDocument({ timestamp: Math.round(from + n * gap), user_id: user, ...refused });
      }),
    );
    await world.traffic({ from: "12:06", to: "12:16", perMinute });
  }

  /** Begin and end by whole minutes, which is what a backtest sees. */
  const byMinute = (fired: number, recovered: number | null) =>
    [fired, recovered].map((at) =>
      at === null ? null : new Date(Math.ceil(at / MINUTE) * MINUTE).toISOString().slice(11, 16),
    );

  async function lived(trigger: TriggerInput, to = "12:16") {
    await world.recipe(trigger);
    await world.run(world.evaluator(), to);
    const incidents = await world.database.incident.findMany({ orderBy: { firedAt: "asc" } });
    return incidents.map(({ firedAt, recoveredAt }) =>
      byMinute(firedAt.getTime(), recoveredAt?.getTime() ?? null),
    );
  }

  async function lookedBack(trigger: TriggerInput, to = "12:16") {
    const range = { from: clockTime("11:55"), to: clockTime(to) };
    const recipe = { trigger: triggerInput.parse(trigger) };
    const { firings, series } = await backtest(world, person([CHANNEL]), CHANNEL, recipe, range);
    return { firings, worst: Math.max(...series.map(({ value }) => value ?? 0)) };
  }

  it.each<[string, TriggerInput, Refusals, number]>([
    ["everybody is refused", errors, many, 1],
    ["everybody is refused, while nothing else happens", { type: "down", window_minutes: 1 }, many, 1],
    ["half of all requests are refused", errors, { ...many, every: 2 }, 1],
    ["a third of all requests is refused", errors, { ...many, every: 3 }, 0],
    ["one user is refused again and again", errors, { ...many, users: 1 }, 0],
    ["nineteen users are refused", errors, { ...many, users: 19 }, 0],
    ["few are refused within any minute", { ...errors, window_minutes: 3 }, { ...many, perMinute: 12 }, 1],
    [
      "the same few are refused in every minute",
      { ...errors, window_minutes: 3 },
      { perMinute: 12, users: 12, every: 1 },
      0,
    ],
    ["only failures of the network count", { ...errors, faults: ["network"] }, many, 0],
    ["refusals count whoever is refused", { ...errors, faults: ["user"] }, { ...many, users: 1 }, 1],
  ])("%s", async (_name, trigger, refusals, times) => {
    await happens(refusals);
    const before = await lived(trigger);
    const { firings } = await lookedBack(trigger);
    expect(before).toHaveLength(times);
    expect(firings.map(({ fired_at, recovered_at }) => byMinute(fired_at, recovered_at))).toEqual(before);
  });

  it("everybody is refused, and at night few are left to be", async () => {
    await happens(many);
    const refused = { failEvery: 1, as: { status_code: 401 } };
    await world.traffic({ from: "12:16", to: "12:18", perMinute: 60, ...refused });
    await world.traffic({ from: "12:18", to: "12:40", perMinute: 4, ...refused });
    const before = await lived(errors, "12:40");
    const { firings } = await lookedBack(errors, "12:40");
    expect(firings.map(({ fired_at, recovered_at }) => byMinute(fired_at, recovered_at))).toEqual(before);
    expect(before).toMatchObject([
      [expect.any(String), expect.any(String)],
      ["12:17", null],
    ]);
  });

  it("says whom they met, and shows them in the chart", async () => {
    await happens(many);
    const { firings, worst } = await lookedBack(errors);
    expect(firings).toMatchObject([{ failures: 240, users_affected: 50, worst: 100 }]);
    expect(worst).toBe(100);
  });
});
