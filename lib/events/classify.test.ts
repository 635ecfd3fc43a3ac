import { describe, expect, test } from "vitest";
import { errorLabelOf, faultOf, isFailure, type Judged, outcomeOf } from "./classify.ts";

const answered = (status_code: number | null, more: Partial<Judged> = {}): Judged => ({
  status_code,
  ...more,
});

describe("rules of judgement, from one event", () => {
  test.each([
    [answered(200), "2xx", false, null, null],
    [answered(204), "2xx", false, null, null],
    [answered(304), "2xx", false, null, null],
    [answered(200, { error_type: "invalid_response" }), "invalid", true, "partner", "invalid_response"],
    [answered(302, { error_type: "redirect_loop" }), "invalid", true, "partner", "redirect_loop"],
    [answered(400), "4xx", true, "recipe", "400"],
    [answered(404), "4xx", true, "recipe", "404"],
    [answered(401), "4xx", true, "user", "401"],
    [answered(403), "4xx", true, "user", "403"],
    [answered(429), "4xx", true, "rate_limit", "429"],
    [answered(500), "5xx", true, "partner", "500"],
    [answered(503, { error_type: "timeout" }), "5xx", true, "partner", "503"],
    [answered(null, { error_type: "timeout" }), "none", true, "partner", "timeout"],
    [answered(null, { error_type: "dns" }), "none", true, "partner", "dns"],
    [answered(null), "none", true, "partner", "no_response"],
    [answered(500, { error_origin: "platform" }), "5xx", true, "platform", "500"],
    [answered(401, { error_origin: "platform" }), "4xx", true, "platform", "401"],
    [answered(200, { error_origin: "platform" }), "2xx", false, null, null],
  ] as const)("%j is %s", (event, outcome, failed, fault, label) => {
    expect(outcomeOf(event)).toBe(outcome);
    expect(isFailure(event)).toBe(failed);
    expect(faultOf(event)).toBe(fault);
    expect(errorLabelOf(event)).toBe(label);
  });
});
