import { expect, test } from "vitest";
import type { RequestView } from "#lib/events/views.ts";
import { EMPTY_FLOW, type TailStep, tailFlow } from "./tail-flow.ts";

const request = (id: string, second: number) =>
  ({ id, timestamp: new Date(second * 1_000).toISOString() }) as RequestView;
const [a, b, c] = [request("a", 1), request("b", 2), request("c", 3)];
const after = (...steps: TailStep[]) => steps.reduce(tailFlow, EMPTY_FLOW);

test("what arrives stands on top, newest first", () => {
  const { requests } = after({ type: "arrived", requests: [a] }, { type: "arrived", requests: [b, c] });
  expect(requests).toEqual([c, b, a]);
});

test("what arrives while paused waits, and comes with going on or turning off: none is lost", () => {
  const paused = after(
    { type: "arrived", requests: [a] },
    { type: "pause" },
    { type: "arrived", requests: [b] },
  );
  expect(paused).toMatchObject({ requests: [a], held: [b] });
  expect(tailFlow(paused, { type: "resume" })).toEqual({ paused: false, requests: [b, a], held: [] });
});

test("what the list has meanwhile is the list's; what came since stays", () => {
  const flow = after({ type: "arrived", requests: [a, b] }, { type: "listed", requests: new Set([a]) });
  expect(flow.requests).toEqual([b]);
});

test("what a tail that was cut off repeats is there once, paused or not", () => {
  const again: TailStep = { type: "arrived", requests: [a, c] };
  const { requests, held } = after({ type: "arrived", requests: [a] }, { type: "pause" }, again, again);
  expect([requests, held]).toEqual([[a], [c]]);
});
