import { describe, expect, it } from "vitest";
import { noFigures } from "../../../events/figures.ts";
import type { HealthBucket } from "../../../events/query/types.ts";
import { triggerInput } from "../../trigger.ts";
import { type BurnPast, observeBurn, worstBurn } from "./budget-burn.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse("2026-03-02T12:00:00Z");

const trigger = triggerInput.parse({ type: "budget_burn", objective_percent: 99.9 });
if (trigger.type !== "budget_burn") throw new Error("another trigger");

/** Three days of 10,000 requests each five minutes, of which a share failed in the last so many hours. */
function buckets(share: number, hours: number): HealthBucket[] {
  return Array.from({ length: 72 * 12 }, (_, n) => {
    const at = NOW - 72 * HOUR + n * 5 * MINUTE;
    const failures = at >= NOW - hours * HOUR ? Math.round(10_000 * share) : 0;
    const figures = noFigures();
    return { ...figures, at, requests: 10_000, failures, faults: { ...figures.faults, partner: failures } };
  });
}

/** Judged with what their last five minutes show. */
const past = (buckets: HealthBucket[]): BurnPast => ({ buckets, recent: buckets.at(-1) ?? noFigures() });

describe("an error budget of 0.1 % over 30 days", () => {
  it.each<[string, number, number, "breach" | "clear"]>([
    ["burns at the allowed rate", 0.001, 72, "clear"],
    ["burns 16 times too fast for an hour", 0.016, 1, "breach"],
    ["burns 13 times too fast for an hour", 0.013, 1, "clear"],
    ["burns 20 times too fast for ten minutes: too short to cost much", 0.02, 1 / 6, "clear"],
    ["burns 7 times too fast for six hours", 0.007, 6, "breach"],
    ["burns twice too fast for three days", 0.002, 72, "breach"],
  ])("%s", (_name, share, hours, kind) => {
    expect(observeBurn(trigger, past(buckets(share, hours)), NOW, false).kind).toBe(kind);
  });

  it("is well again soon after the cause is gone, although the hour still looks bad", () => {
    const over = buckets(0.02, 1).map((bucket) =>
      bucket.at >= NOW - 10 * MINUTE ? { ...bucket, faults: { ...bucket.faults, partner: 0 } } : bucket,
    );
    expect(observeBurn(trigger, past(over), NOW, true).kind).toBe("clear");
  });

  it.each([
    [0.016, 1, 14.4],
    [0.007, 6, 6],
    [0.002, 72, 1],
  ])("allows what the pair allows that is worst off: %s failing for %s hours", (share, hours, limit) => {
    const burn = worstBurn(trigger, past(buckets(share, hours)), NOW);
    expect(burn.limit).toBeCloseTo(limit);
    expect(burn.value / burn.limit).toBeCloseTo(burn.excess);
  });

  it("says nothing without requests", () => {
    expect(observeBurn(trigger, past([]), NOW, false)).toEqual({ kind: "no_data" });
  });

  it("is judged by its own window's failures, whatever the minutes before it show", () => {
    const buckets16 = buckets(0.016, 1);
    const ofLast = (failures: number) => {
      const figures = noFigures();
      const recent = { ...figures, requests: 1_000, faults: { ...figures.faults, partner: failures } };
      return observeBurn(trigger, { buckets: buckets16, recent }, NOW, false).kind;
    };
    expect([ofLast(0), ofLast(16)]).toEqual(["clear", "breach"]);
  });
});
