import { describe, expect, it } from "vitest";
import { parseQuery } from "#lib/events/query/parse.ts";
import { signatureConditions } from "#lib/events/query/signature-conditions.ts";
import type { ErrorSignature, HealthBucket, RequestFigures } from "#lib/events/query/types.ts";
import type { HealthView } from "#lib/events/views.ts";
import { byFailures } from "./by-failures.ts";
import { chartPoints } from "./chart-points.ts";
import { keyFigures } from "./figures.ts";
import { logsHref } from "./links.ts";
import { healthySentence, impactSentence } from "./sentence.ts";
import { faultConditions, verdictRules } from "./verdict-rules.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.parse("2026-11-23T11:41:00Z");
const TO = FROM + 3 * HOUR;

const plain = (text: string | null) => text?.replaceAll("\u202f", " ");

function figures(over: Partial<RequestFigures> = {}): RequestFigures {
  return {
    requests: 0,
    failures: 0,
    outcomes: { "2xx": 0, "4xx": 0, "5xx": 0, invalid: 0, none: 0 },
    faults: { partner: 0, rate_limit: 0, user: 0, recipe: 0, network: 0, platform: 0 },
    users: 0,
    users_affected: 0,
    recipes_affected: 0,
    p50: null,
    p95: null,
    p99: null,
    ...over,
  };
}

function bucket(at: number, over: Partial<RequestFigures> = {}): HealthBucket {
  return { at, ...figures(over) };
}

function view(over: Partial<HealthView> = {}): HealthView {
  return {
    channel: { slug: "brightbulb", name: "Brightbulb", registered: true },
    state: { name: "healthy", since: null, reason: null },
    range: { from: FROM, to: TO, label: "3h" },
    bucketMs: 2 * MINUTE,
    receipt: { completeTo: TO, behind: false },
    differing: [],
    current: figures(),
    previous: figures(),
    buckets: [],
    previousBuckets: [],
    statusCodes: {},
    signatures: [],
    endpoints: [],
    faults: [],
    verdictChanges: { refusedEverybody: 0, networkBroken: 0 },
    incidents: [],
    downtimes: [],
    ...over,
  };
}

const signature: ErrorSignature = {
  endpoint: "send_message",
  kind: "action",
  label: "503",
  pattern: 'upstream "edge" said: no',
  fault: "partner",
  count: 9_412,
  users: 298,
  first_seen: FROM,
  last_seen: TO,
  latest_id: "019362b8",
};

describe("key figures", () => {
  const shown = (over: Partial<HealthView>) =>
    Object.fromEntries(keyFigures(view(over)).map((figure) => [figure.key, figure]));

  it("tell what happened and how it changed", () => {
    const { requests, success, p95, users } = shown({
      current: figures({ requests: 1_000, failures: 76, users: 82, users_affected: 31, p95: 468 }),
      previous: figures({ requests: 980, failures: 7, users: 80, users_affected: 2, p95: 277 }),
    });
    expect([requests?.value, plain(requests?.change ?? null)]).toEqual(["1,000", "+2.0 %"]);
    expect([plain(success?.value ?? null), plain(success?.change ?? null)]).toEqual(["92.4 %", "−6.9 pt"]);
    expect([plain(p95?.value ?? null), plain(p95?.change ?? null)]).toEqual(["468 ms", "+191 ms"]);
    expect([users?.value, users?.note, users?.change]).toEqual(["31", "of 82", "+29"]);
  });

  it("call worse what is worse, and only that", () => {
    const bad = shown({
      current: figures({ requests: 1_000, failures: 76, p95: 468, users_affected: 31 }),
      previous: figures({ requests: 990, failures: 7, p95: 277, users_affected: 2 }),
    });
    const good = shown({
      current: figures({ requests: 1_000, failures: 7, p95: 280, users_affected: 2 }),
      previous: figures({ requests: 990, failures: 76, p95: 277, users_affected: 31 }),
    });
    const worse = (all: typeof bad) => Object.values(all).flatMap(({ key, worse: is }) => (is ? [key] : []));
    expect(worse(bad)).toEqual(["success", "p95", "users"]);
    expect(worse(good)).toEqual([]);
  });

  it("have a dash instead of a figure that does not exist", () => {
    const { success, p95, requests } = shown({});
    expect([success?.value, p95?.value, requests?.value]).toEqual(["–", "–", "0"]);
    expect([success?.change, p95?.change, requests?.change]).toEqual([null, null, null]);
  });

  it("draw only buckets that are over", () => {
    const starts = [FROM - MINUTE, FROM + MINUTE, FROM + 3 * MINUTE, TO - MINUTE];
    const { requests } = shown({
      buckets: starts.map((at, index) => bucket(at, { requests: index + 1 })),
      receipt: { completeTo: TO, behind: false },
      differing: [],
    });
    expect(requests?.values).toEqual([2, 3]);
  });
});

describe("sentences", () => {
  it("say how many people a failure touches and whose fault most of it is", () => {
    const text = impactSentence(
      view({
        current: figures({ requests: 9_000, failures: 100, users_affected: 1, recipes_affected: 12 }),
        faults: [
          { fault: "user", count: 10 },
          { fault: "partner", count: 90 },
        ],
      }),
    );
    expect(plain(text)).toBe(
      "1 user and 12 Recipes affected in the last 3 hours · the fault is on the API's side (90.0 % of failures)",
    );
  });

  it("blame nobody when no fault stands out", () => {
    const text = impactSentence(
      view({
        current: figures({ requests: 10, failures: 3, users_affected: 3, recipes_affected: 3 }),
        faults: (["user", "partner", "recipe"] as const).map((fault) => ({ fault, count: 1 })),
      }),
    );
    expect(text).toBe("3 users and 3 Recipes affected in the last 3 hours");
  });

  it("say what a healthy Channel did, and that a silent one did nothing", () => {
    expect(
      plain(healthySentence(view({ current: figures({ requests: 1_200, failures: 3, p95: 96 }) }))),
    ).toBe("99.8 % of 1,200 requests succeeded in the last 3 hours, p95 96 ms.");
    expect(healthySentence(view())).toBe("No requests in the last 3 hours.");
  });
});

describe("ways to the requests", () => {
  it("keep a moving range moving and a fixed one fixed", () => {
    expect(logsHref("brightbulb", view().range)).toBe("/channels/brightbulb/logs?range=3h");
    expect(logsHref("brightbulb", { from: FROM, to: TO, label: null })).toBe(
      "/channels/brightbulb/logs?from=2026-11-23T11%3A41%3A00.000Z&to=2026-11-23T14%3A41%3A00.000Z",
    );
  });

  it("carry a signature as a query that reads as the same conditions", () => {
    const href = logsHref("brightbulb", view().range, signatureConditions(signature));
    const query = new URL(href, "http://localhost").searchParams.get("q") ?? "";
    expect(parseQuery(query).terms.map(({ condition }) => condition)).toEqual(signatureConditions(signature));
  });
});

describe("verdict rules", () => {
  const faults = { partner: 30, rate_limit: 1, user: 5, recipe: 0, network: 4, platform: 2 };
  const outcomes = (refusedEverybody: number) => {
    const current = figures({ failures: 42, faults });
    const rules = verdictRules({ current, verdictChanges: { refusedEverybody, networkBroken: 4 } });
    return Object.fromEntries(rules.map(({ fault, outcome }) => [fault, outcome]));
  };

  it("say what each came to, before and after the minute's context", () => {
    expect(outcomes(25)).toEqual({
      platform: "2 failures",
      rate_limit: "1 failure",
      user: "30 refusals, 25 of them in minutes that met everybody",
      recipe: "0 failures",
      network: "4 failures",
      partner: "5 failures, and 25 refusals of everybody",
    });
    expect(outcomes(0)).toMatchObject({
      user: "5 failures; no minute met everybody",
      partner: "30 failures",
    });
  });

  it("lead to requests that Logs finds, for the network too", () => {
    const query = (fault: Parameters<typeof faultConditions>[0]) =>
      new URL(logsHref("b", view().range, faultConditions(fault)), "http://localhost").searchParams.get("q");
    expect(query("user")).toBe("fault:user");
    expect(query("network")).toBe("fault:partner error_type:dns,connect,tls,timeout,reset");
  });
});

describe("chart points", () => {
  it("stand beside the same bucket of the period before", () => {
    const { volume, rates, durations } = chartPoints({
      buckets: [bucket(FROM, { requests: 10, failures: 2, p50: 90 }), bucket(FROM + MINUTE)],
      previousBuckets: [{ at: FROM, requests: 20, failures: 1, p50: 80 }],
    });
    expect(volume.map(({ values }) => values.before)).toEqual([20, null]);
    expect(rates.map(({ values }) => [values.rate, values.before])).toEqual([
      [0.2, 0.05],
      [null, null],
    ]);
    expect(durations[0]?.values).toMatchObject({ p50: 90, before: 80 });
  });
});

describe("endpoints", () => {
  it("stand by failures, then by traffic, then by name", () => {
    const row = (endpoint: string, requests: number, failures: number) => ({
      kind: "action" as const,
      endpoint,
      figures: figures({ requests, failures }),
    });
    const rows = [row("b", 5, 0), row("calm", 900, 0), row("a", 5, 0), row("failing", 20, 7)];
    expect(byFailures(rows).map(({ endpoint }) => endpoint)).toEqual(["failing", "calm", "a", "b"]);
  });
});
