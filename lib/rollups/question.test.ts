import { expect, it } from "vitest";
import { systemScope } from "../channels/access.ts";
import type { Condition } from "../events/query/types.ts";
import { questionOf } from "./question.ts";

const keyword = (
  field: "channel" | "endpoint" | "fault" | "user_id" | "outcome",
  values: string[],
  not = false,
) => ({ type: "keyword", field, values, not }) as const satisfies Condition;
const ask = (channels: readonly string[] | "all", ...where: Condition[]) =>
  questionOf({ scope: systemScope(channels), from: 0, to: 1, where });
const group = { kind: "action", endpoint: "send", status: 503, outcome: "5xx", fault: "partner" } as const;
const slotGroup = (overrides = {}) => ({ ...group, count: 1, durations: undefined, ...overrides }) as never;

it("asks for the Channels of both scope and conditions", () => {
  expect(ask(["a", "b"])?.channels).toEqual(["a", "b"]);
  expect(ask(["a", "b"], keyword("channel", ["b", "c"]))?.channels).toEqual(["b"]);
  expect(ask("all", keyword("channel", ["b"]))?.channels).toEqual(["b"]);
  expect(ask("all")).toBeNull();
});

it("gives up on what slots do not know", () => {
  expect(ask(["a"], keyword("user_id", ["u_1"]))).toBeNull();
  expect(ask(["a"], { type: "phrase", words: ["busy"], prefix: false, not: false })).toBeNull();
  const slow: Condition = { type: "number", field: "duration_ms", ranges: [{ min: 1_000 }], not: false };
  expect(ask(["a"], slow)).toBeNull();
});

it.each<[Condition, boolean, boolean]>([
  [{ type: "failed", value: true }, true, false],
  [{ type: "failed", value: false }, false, true],
  [keyword("endpoint", ["send"]), true, true],
  [keyword("endpoint", ["send"], true), false, false],
  [keyword("fault", ["user", "partner"]), true, false],
  [{ type: "number", field: "status_code", ranges: [{ min: 500, max: 600 }], not: false }, true, false],
  [{ type: "number", field: "status_code", ranges: [{ min: 500 }], not: true }, false, true],
])("%j holds for a failure: %s, for a success: %s", (condition, failure, success) => {
  const question = ask(["a"], condition);
  expect(question?.matches(slotGroup())).toBe(failure);
  expect(question?.matches(slotGroup({ status: 200, outcome: "2xx", fault: null }))).toBe(success);
});

it("knows whose users to count only where conditions are about verdicts", () => {
  expect(ask(["a"])).toMatchObject({ faults: null, peopleFollow: true });
  expect(ask(["a"], { type: "failed", value: true })?.faults).toHaveLength(6);
  expect(ask(["a"], { type: "failed", value: true }, keyword("fault", ["user"]))).toMatchObject({
    faults: ["user"],
    peopleFollow: true,
  });
  expect(ask(["a"], keyword("outcome", ["5xx"]))).toMatchObject({ peopleFollow: false });
  expect(ask(["a"], { type: "failed", value: false })).toMatchObject({ peopleFollow: false });
});
