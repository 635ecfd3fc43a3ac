import { describe, expect, test } from "vitest";
import type { ErrorSignature } from "../events/query/types.ts";
import { failingPart, reasonOf } from "./reason.ts";
import type { Cause, Judged } from "./state.ts";

const judged = (cause: Cause): Judged => ({ state: "degraded", cause, judged: true, from: 0, to: 1 });
const plain = (text: string | null) => text?.replaceAll("\u202f", " ");

function signature(endpoint: string, label: string, count: number): ErrorSignature {
  return {
    endpoint,
    kind: "action",
    label,
    pattern: null,
    fault: "partner",
    count,
    users: 1,
    first_seen: 0,
    last_seen: 0,
    latest_id: "x",
  };
}

describe("the reason in words", () => {
  test("names the endpoint that most failures belong to, and its own share", () => {
    const part = failingPart(
      [signature("send_message", "503", 12), signature("new_photo", "timeout", 1)],
      new Map([
        ["send_message", 100],
        ["new_photo", 900],
      ]),
    );
    expect(plain(reasonOf(judged({ type: "failures", share: 0.013 }), part))).toBe(
      "12 % of send_message fail: HTTP 503",
    );
  });

  test("names none when failures are spread", () => {
    const part = failingPart(
      [signature("a", "timeout", 10), signature("b", "timeout", 9)],
      new Map([
        ["a", 20],
        ["b", 20],
      ]),
    );
    expect(plain(reasonOf(judged({ type: "failures", share: 0.475 }), part))).toBe(
      "48 % of requests fail: timeout",
    );
  });

  test("tells slowness by its factor, and silence by what is usual", () => {
    expect(plain(reasonOf(judged({ type: "slow", p95: 1_800, usual: 300 }), null))).toBe(
      "p95 is 6 times its usual: 1.80 s",
    );
    expect(plain(reasonOf(judged({ type: "silent", usual: 120 }), null))).toBe(
      "No requests for 30 minutes, where about 120 are usual",
    );
  });

  test("is nothing when nothing is wrong", () => {
    expect(reasonOf({ state: "healthy", cause: null, judged: true, from: 0, to: 1 }, null)).toBeNull();
  });
});
