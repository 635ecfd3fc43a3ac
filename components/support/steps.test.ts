import { expect, it } from "vitest";
import type { RunRequest } from "#lib/support/views.ts";
import { requestHref } from "./links.ts";
import { stepsOf } from "./steps.ts";

const request = (overrides: Partial<RunRequest>): RunRequest => ({
  id: "e",
  at: 0,
  channel: "alpha",
  kind: "action",
  endpoint: "post",
  outcome: "2xx",
  label: null,
  durationMs: 1,
  ...overrides,
});

it("tries of the same step are one, told by the last", () => {
  const steps = stepsOf([
    request({ id: "poll", kind: "trigger", endpoint: "new_photo" }),
    request({ id: "first", outcome: "5xx", label: "503" }),
    request({ id: "second" }),
  ]);
  expect(steps.map(({ last, tries }) => [last.id, tries])).toEqual([
    ["poll", 1],
    ["second", 2],
  ]);
});

it("a link to a request names its time, so that it is found whatever the range", () => {
  const href = new URL(requestHref({ id: "e 1", at: 3_600_000, channel: "alpha" }), "http://x");
  expect(href.pathname).toBe("/channels/alpha/logs");
  expect(Object.fromEntries(href.searchParams)).toEqual({
    from: "1970-01-01T00:30:00.000Z",
    to: "1970-01-01T01:30:00.000Z",
    event: "e 1",
    at: "1970-01-01T01:00:00.000Z",
  });
});
