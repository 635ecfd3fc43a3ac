import { describe, expect, test } from "vitest";
import { comparePlan, type IndexReality, type PlanWarning, planSentence } from "./compare-plan.ts";

const GB = 1e9;
const TB = 1e12;

const aNode = (name: string) => ({ name, diskBytes: 2 * TB });

/** A billion events a day on twelve nodes, as planned. */
const asPlanned = (overrides: Partial<IndexReality> = {}): IndexReality => ({
  eventsPerDay: 1e9,
  bytesPerEvent: 300,
  peakFactor: 3,
  retentionDays: 30,
  period: "hour",
  shards: 1,
  replicas: 1,
  closedShards: { averageBytes: 12.5 * GB, largestBytes: 37 * GB },
  totalShards: 1_440,
  maxShardsPerNode: 1_000,
  nodes: Array.from({ length: 12 }, (_, place) => aNode(`data-${place}`)),
  ...overrides,
});

/** Ten thousandths of that in the hourly indices of the default. */
const small = (overrides: Partial<IndexReality> = {}) =>
  asPlanned({
    eventsPerDay: 1e7,
    closedShards: { averageBytes: 0.125 * GB, largestBytes: 0.3 * GB },
    nodes: [aNode("a"), aNode("b"), aNode("c")],
    ...overrides,
  });

describe("plan and reality", () => {
  test("agree where the index is as planned", () => {
    expect(comparePlan(asPlanned())).toEqual([]);
    expect(comparePlan(small({ period: "day" }))).toEqual([]);
  });

  test("are not compared before an hour has closed", () => {
    expect(comparePlan(asPlanned({ bytesPerEvent: null, eventsPerDay: 0, closedShards: null }))).toEqual([]);
  });

  test.each<[PlanWarning["code"], PlanWarning["severity"], Partial<IndexReality>, RegExp]>([
    [
      "shards_large",
      "warning",
      { closedShards: { averageBytes: 30 * GB, largestBytes: 60 * GB } },
      /^A shard of a closed hour has 60.0 GB: above 50 GB/,
    ],
    ["no_copy", "critical", { replicas: 0 }, /^Shards have no replica although there are 12 nodes/],
    ["shard_limit", "warning", { totalShards: 9_700 }, /^9,700 of at most 12,000 shards/],
    ["shard_limit", "critical", { totalShards: 11_500 }, /^11,500 of at most 12,000 shards/],
    [
      "disk_ahead",
      "warning",
      { nodes: asPlanned().nodes.slice(0, 8) },
      /^30 days of these events need 21.2 TB of disk/,
    ],
  ])("differ: %s, %s", (code, severity, change, sentence) => {
    const [warning, ...others] = comparePlan(asPlanned(change));
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code, severity });
    expect(warning?.sentence).toMatch(new RegExp(sentence.source.replaceAll(" ", "\\s")));
  });

  test("differ where hours are too small, and the command that mends it is named", () => {
    const [warning] = comparePlan(small());
    expect(warning).toMatchObject({ severity: "notice", code: "shards_small" });
    expect(warning?.sentence.replaceAll("\u202f", " ")).toBe(
      "Shards of closed hours have 125 MB: 10 to 50 GB are wanted. `npm run plan -- --events-per-day 10000000` proposes daily indices of 1 shard.",
    );
  });

  test("are told worst first", () => {
    const worst = comparePlan(small({ replicas: 0, totalShards: 2_500 }));
    expect(worst.map(({ severity }) => severity)).toEqual(["critical", "warning", "notice"]);
  });

  test.each<[string, Partial<IndexReality>, string]>([
    ["agree", { period: "day" }, "New indices: daily indices of 1 shard fit today's 10M events a day"],
    [
      "differ",
      {},
      "New indices: hourly indices of 1 shard; daily indices of 1 shard fit today's 10M events a day",
    ],
    [
      "cannot be compared yet",
      { bytesPerEvent: null },
      "New indices: hourly indices of 1 shard; too few events in closed ones to plan with",
    ],
  ])("are told in a sentence when they %s", (_, change, sentence) => {
    expect(planSentence(small(change))).toBe(sentence);
  });
});
