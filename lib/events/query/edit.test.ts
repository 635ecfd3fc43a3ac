import { describe, expect, it } from "vitest";
import { addTerm, hasValue, removeTerm, termsOf, toggleValue } from "./edit.ts";

describe("chips of a query", () => {
  it("are its terms as typed, quotes and all", () => {
    expect(termsOf('status:5xx "connection reset"  -worker:w1')).toEqual([
      "status:5xx",
      '"connection reset"',
      "-worker:w1",
    ]);
  });

  it("come and go one at a time", () => {
    expect(addTerm("status:5xx", "is:failed")).toBe("status:5xx is:failed");
    expect(addTerm("status:5xx", "status:5xx")).toBe("status:5xx");
    expect(removeTerm("a b c", 1)).toBe("a c");
  });
});

describe("a facet's value", () => {
  it("is added as a term, joined to what the field already allows, and taken away again", () => {
    const one = toggleValue("timeout", "endpoint", "send_message");
    expect(one).toBe("timeout endpoint:send_message");
    const two = toggleValue(one, "endpoint", "new photo");
    expect(two).toBe('timeout endpoint:send_message,"new photo"');
    expect(hasValue(two, "endpoint", "new photo")).toBe(true);
    expect(toggleValue(toggleValue(two, "endpoint", "new photo"), "endpoint", "send_message")).toBe(
      "timeout",
    );
  });

  it("finds the field by an alias and leaves a negated term alone", () => {
    expect(hasValue("recipe_id:r1", "recipe_id", "r1")).toBe(true);
    expect(hasValue("-endpoint:a", "endpoint", "a")).toBe(false);
    expect(toggleValue("-endpoint:a", "endpoint", "b")).toBe("-endpoint:a endpoint:b");
  });
});
