import { expect, test } from "vitest";
import { alertHref } from "./alert-from-query.ts";

const asked = (q: string) =>
  Object.fromEntries(new URL(alertHref("alpha", q), "http://localhost").searchParams);

test.each([
  ["", { type: "error_rate_above" }],
  ["is:failed endpoint:send_message", { type: "error_rate_above", endpoint: "send_message" }],
  ["fault:partner,network", { type: "error_rate_above", faults: "partner,network" }],
  [
    "duration:>2s endpoint:send_message",
    { type: "latency_above", milliseconds: "2000", endpoint: "send_message" },
  ],
])("%s", (q, params) => {
  const { milliseconds, ...rest } = asked(q);
  expect(rest).toEqual(
    Object.fromEntries(Object.entries(params).filter(([name]) => name !== "milliseconds")),
  );
  if ("milliseconds" in params) expect(Math.round(Number(milliseconds))).toBe(Number(params.milliseconds));
});

test("what a Recipe cannot say is passed on to be told", () => {
  for (const q of [
    "status:5xx",
    "-endpoint:send_message",
    '"connection reset"',
    "endpoint:a,b",
    "duration:<1s",
  ]) {
    expect(asked(q)).toEqual({ type: "error_rate_above", without: expect.any(String) });
  }
  expect(asked("status:503 endpoint:a")).toMatchObject({ endpoint: "a", without: "status:503" });
});
