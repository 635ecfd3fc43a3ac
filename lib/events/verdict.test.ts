import { describe, expect, test } from "vitest";
import type { Fault } from "./document.ts";
import { judge, type MinuteContext } from "./verdict.ts";

const quiet: MinuteContext = { requests: 100, userFailures: 1, usersFailing: 1, others: null };
const others = (channels: number, failing: number): MinuteContext => ({
  ...quiet,
  others: { channels, failing },
});

describe("who has to act on a failure, seen in its minute", () => {
  test.each<[string, { fault: Fault; error_type?: string }, MinuteContext, Fault]>([
    ["the platform said so itself", { fault: "platform", error_type: "timeout" }, others(10, 10), "platform"],
    ["429", { fault: "rate_limit" }, quiet, "rate_limit"],
    ["400 and the like", { fault: "recipe" }, quiet, "recipe"],
    ["one user's 401", { fault: "user" }, quiet, "user"],
    [
      "401 for 20 users and half of all requests",
      { fault: "user" },
      { ...quiet, requests: 40, userFailures: 20, usersFailing: 20 },
      "partner",
    ],
    [
      "401 for 19 users",
      { fault: "user" },
      { ...quiet, requests: 19, userFailures: 19, usersFailing: 19 },
      "user",
    ],
    [
      "401 for many users, but fewer than half",
      { fault: "user" },
      { ...quiet, requests: 1_000, userFailures: 499, usersFailing: 300 },
      "user",
    ],
    ["503", { fault: "partner" }, quiet, "partner"],
    ["503 while the network is broken", { fault: "partner" }, others(10, 10), "partner"],
    ["a timeout, others unknown", { fault: "partner", error_type: "timeout" }, quiet, "partner"],
    ["a timeout, half of 5 others too", { fault: "partner", error_type: "timeout" }, others(5, 3), "network"],
    ["a timeout, fewer than half", { fault: "partner", error_type: "timeout" }, others(6, 2), "partner"],
    ["a timeout, exactly half", { fault: "partner", error_type: "dns" }, others(6, 3), "network"],
    ["a timeout, only 4 others", { fault: "partner", error_type: "timeout" }, others(4, 4), "partner"],
  ])("%s", (_, failure, minute, fault) => {
    expect(judge(failure, minute).fault).toBe(fault);
  });

  test("says how the same worker fared elsewhere, from five other Channels on", () => {
    expect(judge({ fault: "partner" }, others(40, 2)).reason).toContain("38 of 40 other Channels");
    expect(judge({ fault: "partner" }, others(4, 0)).reason).not.toContain("other Channels");
  });
});
