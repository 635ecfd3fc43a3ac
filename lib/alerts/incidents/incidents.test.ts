import { describe, expect, it } from "vitest";
import type { AlertMessage } from "../message.ts";
import { triggerInput } from "../trigger.ts";
import type { AttemptView, DeliveryView, TransitionView } from "../views.ts";
import { budgetUsed, covered, requestsOfPeriod, uptimeOf } from "./budget.ts";
import { deliveryNote, deliveryTitle, toldInWords } from "./delivery-words.ts";
import { measureOf, requestsBehind } from "./measure.ts";
import { chartRange } from "./time.ts";
import { timelineOf } from "./timeline.ts";
import { whyInWords } from "./why.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const AT = Date.parse("2026-11-23T13:53:13Z");
const plain = (text: string | null) => text?.replaceAll("\u202f", " ");

const attempt = (over: Partial<AttemptView> = {}): AttemptView => ({
  number: 1,
  at: AT + 1_000,
  duration_ms: 212,
  outcome: "delivered",
  status_code: 200,
  detail: "answered 200",
  ...over,
});

const delivery = (over: Partial<DeliveryView> = {}): DeliveryView => ({
  id: "d1",
  destination: { id: "x", type: "slack", name: "#api-alerts", hint: "hooks.slack.com" },
  status: "delivered",
  created_at: AT,
  next_attempt_at: null,
  finished_at: AT + 1_212,
  failover_of: null,
  attempts: [attempt()],
  ...over,
});

const transition = (
  kind: TransitionView["kind"],
  at: number,
  deliveries: DeliveryView[] = [],
): TransitionView => ({
  id: `${kind}-${at}`,
  kind,
  at,
  recorded_at: at,
  value: null,
  message: {} as AlertMessage,
  deliveries,
});

const note = (at: number) => ({ id: `note-${at}`, author: "Mira", staff: false, text: "Rolling back.", at });

describe("the timeline", () => {
  it("puts breach, transitions, deliveries and notes in order of time", () => {
    const pager = delivery({ id: "d2", attempts: [attempt({ at: AT + 500 })] });
    const items = timelineOf({
      started_at: AT - 3_000,
      transitions: [
        transition("fired", AT, [delivery(), pager]),
        transition("recovered", AT + MINUTE, [delivery()]),
      ],
      notes: [note(AT + 30_000), note(AT + 2 * MINUTE)],
    });
    expect(items.map(({ kind }) => kind)).toEqual([
      "breach",
      "transition",
      "delivery",
      "delivery",
      "note",
      "transition",
      "note",
    ]);
    expect(items[2]).toMatchObject({ delivery: { id: "d2" } });
    expect(items[5]).toMatchObject({ told: [{ id: "d1" }] });
  });

  it("gives a line of its own to whatever did not go smoothly, also at the end", () => {
    const hard = delivery({
      attempts: [attempt({ outcome: "retry", status_code: 503 }), attempt({ number: 2 })],
    });
    const items = timelineOf({
      started_at: AT,
      transitions: [transition("recovered", AT, [hard])],
      notes: [],
    });
    expect(items.map(({ kind }) => kind)).toEqual(["breach", "transition", "delivery"]);
  });

  it("puts a cause before its effect at the same instant", () => {
    const now = delivery({ attempts: [attempt({ at: AT })] });
    const items = timelineOf({
      started_at: AT,
      transitions: [transition("fired", AT, [now])],
      notes: [note(AT)],
    });
    expect(items.map(({ kind }) => kind)).toEqual(["breach", "transition", "delivery", "note"]);
  });
});

describe("a delivery in words", () => {
  const pagerduty = { id: "y", type: "pagerduty", name: "PagerDuty", hint: "" } as const;
  const retry = attempt({ outcome: "retry", status_code: 503, duration_ms: 100 });

  it("is told by what came of it", () => {
    expect(deliveryTitle(delivery())).toBe("Slack #api-alerts delivered");
    expect(plain(deliveryNote(delivery(), "UTC"))).toBe("200 in 212 ms");
    const second = attempt({ number: 2, at: retry.at + 5_100 });
    const again = delivery({ destination: pagerduty, attempts: [retry, second] });
    expect(plain(deliveryTitle(again))).toBe("PagerDuty answered 503, tried again after 5 s, delivered");
    expect(plain(deliveryNote(again, "UTC"))).toBe("2 attempts · 200 in 212 ms");
  });

  it("says when it goes on, was given up, or took another way", () => {
    const on = delivery({ status: "pending", next_attempt_at: AT + MINUTE, attempts: [retry] });
    expect(deliveryTitle(on)).toBe("Slack #api-alerts answered 503, goes on trying");
    expect(plain(deliveryNote(on, "UTC"))).toBe("503 in 100 ms · next at 13:54:13");
    const tomorrow = { ...on, next_attempt_at: AT + 14 * 60 * MINUTE };
    expect(plain(deliveryNote(tomorrow, "UTC"))).toBe("503 in 100 ms · next at Nov 24, 03:53:13");
    expect(plain(deliveryNote(tomorrow, "America/New_York"))).toBe("503 in 100 ms · next at 22:53:13");
    const lost = attempt({ outcome: "failed", status_code: null, detail: "refused the connection" });
    expect(deliveryTitle(delivery({ status: "failed", attempts: [lost] }))).toBe(
      "Slack #api-alerts refused the connection, given up",
    );
    const once = delivery({ status: "failed", attempts: [{ ...lost, duration_ms: 3 }] });
    expect(plain(deliveryNote(once, "UTC"))).toBe("after 3 ms");
    const twice = delivery({ status: "failed", attempts: [retry, { ...lost, number: 2, duration_ms: 3 }] });
    expect(plain(deliveryNote(twice, "UTC"))).toBe("2 attempts · refused the connection in 3 ms");
    expect(deliveryTitle(delivery({ failover_of: "d0" }))).toBe("Instead, Slack #api-alerts delivered");
    expect(deliveryTitle(delivery({ status: "pending", attempts: [] }))).toBe(
      "Slack #api-alerts is about to be told",
    );
    expect(toldInWords([delivery(), delivery({ destination: pagerduty })], "UTC")).toBe(
      "Slack #api-alerts and PagerDuty told at 13:53:14",
    );
    expect(toldInWords([delivery({ finished_at: AT + 14 * 60 * MINUTE })], "UTC")).toBe(
      "Slack #api-alerts told at Nov 24, 03:53:13",
    );
  });
});

describe("uptime and error budget", () => {
  it("are shares of requests", () => {
    expect(uptimeOf([{ requests: 0, failures: 0 }])).toBeNull();
    expect(
      uptimeOf([
        { requests: 900, failures: 0 },
        { requests: 100, failures: 1 },
      ]),
    ).toBeCloseTo(0.999);
    expect(budgetUsed(5, 10_000)).toBeCloseTo(0.5);
    expect(budgetUsed(0, 0)).toBeNull();
  });

  it("take a young Channel to go on as it began", () => {
    const to = 100 * DAY;
    const days = [
      { at: to - 3 * DAY, requests: 0 },
      { at: to - 2 * DAY, requests: 1_000 },
      { at: to - DAY, requests: 1_000 },
    ];
    expect(requestsOfPeriod(days, { to })).toBeCloseTo(30_000);
    expect(requestsOfPeriod([{ at: to - 40 * DAY, requests: 7 }], { to })).toBe(7);
    expect(requestsOfPeriod([], { to })).toBe(0);
  });

  it("count a minute once, however many incidents cover it", () => {
    const spans = [
      { from: 0, to: 10 },
      { from: 5, to: 20 },
      { from: 6, to: 7 },
      { from: 90, to: 200 },
    ];
    expect(covered(spans, { from: 2, to: 100 })).toBe(28);
    expect(covered([], { from: 0, to: 1 })).toBe(0);
  });
});

describe("what a chart shows", () => {
  const incident = (input: Parameters<typeof triggerInput.parse>[0], threshold: number | null = null) => ({
    trigger: triggerInput.parse(input),
    threshold,
    top_error: { endpoint: "send_message", label: "503", pattern: null, count: 3 },
  });

  it("follows the trigger, with its threshold in the axis' unit", () => {
    expect(measureOf(incident({ type: "error_rate_above", percent: 5 }, 5))).toMatchObject({
      unit: "share",
      threshold: 0.05,
    });
    const burn = measureOf(incident({ type: "budget_burn", objective_percent: 99 }, 14));
    expect(burn.threshold).toBeCloseTo(0.14);
    expect(
      measureOf(incident({ type: "latency_above", percentile: 90, milliseconds: 800 }, 800)),
    ).toMatchObject({
      name: "p95 duration",
      unit: "duration",
      threshold: 800,
    });
    expect(measureOf(incident({ type: "no_traffic" }))).toMatchObject({ unit: "count", threshold: null });
    expect(measureOf(incident({ type: "new_error" })).where).toHaveLength(2);
  });

  it("leads to the requests the trigger is about", () => {
    const slow = requestsBehind(
      incident({ type: "latency_above", milliseconds: 800, endpoint: "send_message" }),
    );
    expect(slow).toEqual([
      { type: "keyword", field: "endpoint", values: ["send_message"], not: false },
      { type: "number", field: "duration_ms", ranges: [{ min: 800 }], not: false },
    ]);
  });

  it("looks some time before and after, never ahead", () => {
    const span = { from: AT, to: AT + 38 * MINUTE };
    const { from, to, bucketMs } = chartRange(span, AT + 40 * MINUTE);
    expect(bucketMs).toBe(MINUTE);
    expect(from).toBeLessThanOrEqual(AT - 19 * MINUTE);
    expect(to).toBeLessThanOrEqual(AT + 41 * MINUTE);
    expect(to).toBeGreaterThanOrEqual(span.to);
  });
});

describe("why a verdict is what it is", () => {
  const none = { partner: 0, rate_limit: 0, user: 0, recipe: 0, network: 0, platform: 0 };
  const evidence = {
    faults: { ...none, partner: 90 },
    changes: { refusedEverybody: 0, networkBroken: 0 },
    others: { channels: 40, failing: 2 },
    top: { label: "503", share: 1 },
  };

  it("tells what was seen elsewhere, of tokens and answers", () => {
    expect(whyInWords("partner", evidence)).toBe(
      "The same worker reached 38 of 40 other Channels meanwhile. Tokens were valid. All failures were HTTP 503.",
    );
  });

  it("tells nothing of fewer than five others", () => {
    const few = whyInWords("partner", { ...evidence, others: { channels: 4, failing: 0 } });
    expect(few).not.toContain("other Channels");
  });

  it("has words for every verdict", () => {
    for (const fault of ["rate_limit", "user", "recipe", "network", "platform"] as const) {
      expect(whyInWords(fault, evidence)).toMatch(/^[A-Z].*\.$/);
    }
  });
});
