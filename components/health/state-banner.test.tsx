import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { RequestFigures } from "#lib/events/query/types.ts";
import type { HealthView } from "#lib/events/views.ts";
import { StateBanner } from "./state-banner.tsx";

const TO = Date.parse("2026-11-23T14:41:00Z");

function degraded(current: RequestFigures): HealthView {
  return {
    channel: { slug: "brightbulb", name: "Brightbulb", registered: true },
    state: { name: "degraded", since: TO - 9 * 60_000, reason: "12 % of send_message actions fail" },
    range: { from: TO - 3_600_000, to: TO, label: "1h" },
    bucketMs: 60_000,
    receipt: { completeTo: TO, behind: false },
    differing: [],
    current,
    previous: current,
    buckets: [],
    previousBuckets: [],
    statusCodes: {},
    signatures: [],
    endpoints: [],
    faults: [],
    verdictChanges: { refusedEverybody: 0, networkBroken: 0 },
    incidents: [],
    downtimes: [],
  };
}

const FIGURES: RequestFigures = {
  requests: 2_600,
  failures: 312,
  outcomes: { "2xx": 2_288, "4xx": 0, "5xx": 312, invalid: 0, none: 0 },
  faults: { partner: 312, rate_limit: 0, user: 0, recipe: 0, network: 0, platform: 0 },
  users: 900,
  users_affected: 210,
  recipes_affected: 230,
  p50: 90,
  p95: 400,
  p99: 900,
};

test("announced are the state and since when, not the figures that change with every poll", () => {
  const markup = renderToStaticMarkup(<StateBanner view={degraded(FIGURES)} />);
  const live = [...markup.matchAll(/<(\w+)[^>]*aria-live="polite"[^>]*>(.*?)<\/\1>/g)];
  expect(live.map(([, , inner]) => inner?.replaceAll(/<[^>]*>/g, ""))).toEqual(["Degraded since 14:32."]);
  expect(markup).toContain("12 % of send_message actions fail");
  expect(markup).toContain("210 users");
});
