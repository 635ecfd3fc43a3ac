import { describe, expect, it } from "vitest";
import { alertMessage, digestMessage, HOSTILE } from "../../testing/alert-messages.ts";
import { wordsOf } from "./words.ts";

const plain = (text: string | undefined) => text?.replaceAll("\u202f", " ");
const factsOf = (message: Parameters<typeof wordsOf>[0]) =>
  wordsOf(message).facts.map(({ label, value }) => plain(`${label}: ${value}`));

describe("an alert in words", () => {
  it("says what, since when, how much against which threshold, who is affected and by which error", () => {
    const words = wordsOf(alertMessage());
    expect(words.subject).toBe("[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503");
    expect(plain(words.lead)).toBe("Alert Recipe “API errors”: the error rate is above 5 %, over 5 minutes.");
    expect(factsOf(alertMessage())).toEqual([
      "Measured: 12.4 %, threshold 5 %",
      "Since: 14:36 UTC",
      "Failed: 10,518 of 84,823 requests",
      "Affected: 312 users, 348 Recipes",
      "Fault: partner",
    ]);
    expect(words.topError).toEqual({
      what: "send_message: HTTP 503, 9,812 times",
      pattern: "upstream connect error, reset before headers",
    });
    expect(words.links.map(({ text }) => text)).toEqual(["Incident #482", "See the requests"]);
  });

  it("names the day of what began on another", () => {
    const message = alertMessage("alert.firing", { started_at: "2026-11-22T23:58:00.000Z" });
    expect(factsOf(message)).toContain("Since: Nov 22, 23:58 UTC");
  });

  it("says of a recovery how long it was and what it did in total", () => {
    const message = alertMessage("alert.recovered", {
      recovered_at: "2026-11-23T15:14:10.000Z",
      value: 13.9,
    });
    expect(wordsOf(message).subject).toMatch(/^\[Recovered\] Brightbulb: /);
    expect(plain(wordsOf(message).lead)).toMatch(/^Over after 38 min\. Alert Recipe “API errors”/);
    expect(factsOf(message)).toEqual([
      "At worst: 13.9 %, threshold 5 %",
      "Lasted: 14:36 UTC to 15:14 UTC",
      "Failed in total: 10,518 of 84,823 requests",
      "Affected: 312 users, 348 Recipes",
      "Fault: partner",
    ]);
  });

  it("does not say that it is over where nobody measured it any more", () => {
    const because = "Its Recipe was turned off";
    const message = alertMessage("alert.recovered", {
      title: because,
      ended_because: because,
      recovered_at: "2026-11-23T15:14:10.000Z",
    });
    expect(wordsOf(message).subject).toBe("[Ended] Brightbulb: Its Recipe was turned off");
    expect(plain(wordsOf(message).lead)).toMatch(/^Ended after 38 min, without being seen to recover\. /);
  });

  it("says of slow requests that they were slow", () => {
    const slow = { trigger: "latency_above", unit: "milliseconds", value: 2_400, threshold: 1_000 } as const;
    expect(factsOf(alertMessage("alert.firing", slow))).toContain("Too slow: 10,518 of 84,823 requests");
    expect(factsOf(alertMessage("alert.recovered", slow))[0]).toBe("All that time: 2.40 s, threshold 1 s");
  });

  it("says who acknowledged", () => {
    const message = alertMessage("alert.acknowledged", { acknowledged_by: "Mira Klein" });
    expect(wordsOf(message).lead).toMatch(/^Acknowledged by Mira Klein at 14:41 UTC\./);
  });

  it("says that it still fires, and for how long", () => {
    expect(wordsOf(alertMessage("alert.reminder")).subject).toMatch(/^\[Still firing\]/);
    expect(plain(wordsOf(alertMessage("alert.reminder")).lead)).toMatch(/^Still so after 4 min 57 s\./);
  });

  it("cannot be mistaken for an alert when it is a test", () => {
    const words = wordsOf(alertMessage("alert.test"));
    expect(words.subject).toBe("[Test] Brightbulb: this is a test message");
    expect(words.lead).toContain("This is a test");
    expect(words.facts).toEqual([]);
    expect(words.topError).toBeNull();
  });

  it("leaves out what is not known", () => {
    const message = alertMessage("alert.firing", {
      channel_name: null,
      value: null,
      requests: 0,
      failures: 0,
      users_affected: 0,
      recipes_affected: 0,
      fault: null,
      top_error: null,
    });
    expect(wordsOf(message).subject).toMatch(/^\[Firing\] Channelscope: /);
    expect(factsOf(message)).toEqual(["Since: 14:36 UTC"]);
  });

  it("counts several alerts and tells at most twenty of them", () => {
    const alerts = [
      ...Array.from({ length: 22 }, () => alertMessage()),
      ...Array.from({ length: 2 }, () => alertMessage("alert.recovered")),
      alertMessage("alert.recovered", { ended_because: "Its Recipe was turned off" }),
    ];
    const words = wordsOf(digestMessage(alerts));
    expect(words.subject).toBe("[Digest] 25 alerts: 22 firing, 2 recovered, 1 ended");
    expect(words.alerts).toHaveLength(21);
    expect(words.alerts.at(-1)?.text).toBe("and 5 more alerts");
  });

  it("takes everything that acts on a screen out of texts, and keeps subjects on one line", () => {
    const words = wordsOf(
      alertMessage("alert.firing", {
        title: HOSTILE,
        recipe_name: HOSTILE,
        top_error: { endpoint: HOSTILE, label: HOSTILE, pattern: HOSTILE, count: 1 },
      }),
    );
    const all = JSON.stringify(words);
    expect(all).not.toMatch(/\\u00[01]|\\ud83d|\u202e|\\r/);
    expect(words.subject).not.toContain("\n");
    expect(words.subject.length).toBeLessThanOrEqual(250);
    expect(words.topError?.pattern?.length).toBeLessThanOrEqual(400);
  });
});
