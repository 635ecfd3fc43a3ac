import { describe, expect, it } from "vitest";
import { add, closingLine, countPlaywright, countVitest, NONE, strict } from "./report.ts";

describe("the closing line", () => {
  it("leaves skipped out when nothing was skipped", () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  });

  it("names what was skipped", () => {
    expect(closingLine(add({ passed: 1, failed: 1, skipped: 2 }, NONE))).toBe(
      "1 passed, 1 failed, 2 skipped",
    );
  });
});

describe("a run in CI", () => {
  it("counts every skip as a failure", () => {
    expect(strict({ passed: 3, failed: 1, skipped: 2 })).toEqual({ passed: 3, failed: 3, skipped: 0 });
  });
});

describe("counting reports", () => {
  it("counts a test file that broke before its first test as a failure", () => {
    const counts = countVitest({
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      numFailedTestSuites: 1,
      testResults: [{ name: "broken.test.ts", status: "failed", assertionResults: [] }],
    });
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  it("counts a flaky browser test as a failure", () => {
    const counts = countPlaywright({
      stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [],
    });
    expect(counts).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });
});
