import { describe, expect, it } from "vitest";
import { isFailure } from "#lib/events/classify.ts";
import { type ApiRequestEventInput, apiRequestEvent } from "#lib/events/schema.ts";
import { makePopulation } from "../population.ts";
import { REQUESTS_PER_SECOND } from "../rhythm.ts";
import { trafficSources } from "../traffic.ts";
import { HOUR, tellHour } from "./hour.ts";
import { weekOfIncidents } from "./incidents.ts";

const anchor = Date.parse("2026-03-04T12:34:56Z");
const population = makePopulation(anchor);
const sourcesAt = (at: number) => trafficSources(population, at);
const quiet = { sourcesAt, incidents: { faults: [], blips: [] }, pseudonymOf: (id: string) => `u_${id}` };
const eventful = { ...quiet, incidents: weekOfIncidents(anchor) };
const hourAt = (iso: string, plan = eventful) => {
  const from = Date.parse(iso);
  return tellHour(plan, from, from + HOUR);
};
const of = (events: ApiRequestEventInput[], channel: string) =>
  events.filter((event) => event.channel === channel);
const failed = (event: ApiRequestEventInput) => isFailure(apiRequestEvent.parse(event));
const failingShare = (events: ApiRequestEventInput[]) => events.filter(failed).length / events.length;

describe("an hour of history", () => {
  const events = hourAt("2026-03-01T09:00:00Z", quiet);

  it("is the same whenever it is told: telling it again doubles nothing", () => {
    expect(hourAt("2026-03-01T09:00:00Z", quiet)).toEqual(events);
  });

  it("has events that the product accepts, oldest first, each with an id of its own", () => {
    for (const event of events) expect(() => apiRequestEvent.parse(event)).not.toThrow();
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    const times = events.map((event) => Date.parse(event.timestamp));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("names users by pseudonym only", () => {
    for (const event of events) expect(event.user_id).toMatch(/^u_/);
  });

  it("ties the requests of one run together, across Channels", () => {
    const runs = [...Map.groupBy(events, (event) => event.run_id).values()];
    const crossing = runs.filter((run) => new Set(run.map((event) => event.channel)).size > 1);
    expect(crossing.length / runs.length).toBeGreaterThan(0.3);
    for (const run of crossing) {
      expect(run[0]?.kind).toMatch(/trigger|auth/);
      expect(new Set(run.map((event) => event.recipe_id)).size).toBe(1);
      expect(new Set(run.map((event) => event.worker)).size).toBe(1);
    }
  });

  it("is healthy without incidents", () => {
    expect(failingShare(events)).toBeLessThan(0.01);
  });
});

describe("the level of history", () => {
  it("is the one that the runner keeps: requests per second, averaged over a week", () => {
    let events = 0;
    const monday = Date.parse("2026-02-23T00:00:00Z");
    // Every seventh hour visits each hour of the day and each day of the week.
    for (let hour = 0; hour < 7 * 24; hour += 7)
      events += tellHour(quiet, monday + hour * HOUR, monday + (hour + 1) * HOUR).length;
    expect(events / (24 * 3_600)).toBeGreaterThan(REQUESTS_PER_SECOND * 0.93);
    expect(events / (24 * 3_600)).toBeLessThan(REQUESTS_PER_SECOND * 1.07);
  });
});

describe("the incidents of the week", () => {
  it("Parcelwise was down two days ago, nobody listening", () => {
    const during = of(hourAt("2026-03-02T15:00:00Z"), "parcelwise").filter(
      ({ timestamp }) => timestamp >= "2026-03-02T15:35" && timestamp < "2026-03-02T16:00",
    );
    expect(failingShare(during)).toBe(1);
    expect(during[0]).toMatchObject({ status_code: null, error_type: "connect" });
    expect(failingShare(of(hourAt("2026-03-02T17:00:00Z"), "parcelwise"))).toBeLessThan(0.05);
  });

  it("Snapbox had a slow evening, without failing", () => {
    const median = (events: ApiRequestEventInput[]) =>
      of(events, "snapbox")
        .map((event) => event.duration_ms)
        .sort((a, b) => a - b)[of(events, "snapbox").length >> 1] ?? 0;
    expect(median(hourAt("2026-03-03T03:00:00Z"))).toBeGreaterThan(
      3 * median(hourAt("2026-03-03T03:00:00Z", quiet)),
    );
  });

  it("one worker could reach no Channel for a while, the others all", () => {
    const during = hourAt("2026-03-01T17:00:00Z").filter(
      ({ timestamp }) => timestamp >= "2026-03-01T17:41" && timestamp < "2026-03-01T17:49",
    );
    const struck = during.filter((event) => event.worker === "worker-05");
    expect(struck.filter((event) => event.error_type === "dns").length / struck.length).toBeGreaterThan(0.7);
    expect(new Set(struck.map((event) => event.channel)).size).toBeGreaterThan(5);
    expect(failingShare(during.filter((event) => event.worker !== "worker-05"))).toBeLessThan(0.1);
  });

  it.each([
    ["feedmill", "2026-03-01T06:00:00Z", { status_code: 429 }],
    ["brightbulb", "2026-02-28T18:00:00Z", { status_code: 503, endpoint: "send_message" }],
    ["inboxer", "2026-02-27T20:00:00Z", { status_code: 401 }],
    ["tracklog", "2026-02-26T11:00:00Z", { status_code: 200, error_type: "invalid_response" }],
    ["brightbulb", "2026-03-04T12:00:00Z", { status_code: 503, endpoint: "send_message" }],
  ])("%s at %s: %o", (channel, hour, expected) => {
    const failures = of(hourAt(hour), channel).filter(failed);
    expect(failures.length).toBeGreaterThan(10);
    expect(failures).toContainEqual(expect.objectContaining(expected));
  });
});
