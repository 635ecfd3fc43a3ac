import { describe, expect, it } from "vitest";
import { add, closingLine, countPlaywright, countVitest, NONE, skippedSuites, strict } from "./report.ts";

const NOTHING_RUN = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numFailedTestSuites: 0,
  testResults: [],
};

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

describe("skipped tests", () => {
  it("are named by suite, with how many", () => {
    const skipped = (ancestorTitles: string[], title: string) => ({
      ancestorTitles,
      title,
      status: "skipped",
    });
    const report = {
      ...NOTHING_RUN,
      testResults: [
        {
          name: "a.test.ts",
          status: "passed",
          assertionResults: [
            skipped(["the stream (KAFKA is unset)", "reading"], "in order"),
            skipped(["the stream (KAFKA is unset)", "reading"], "again"),
            skipped([], "a file (TEST_DATA_DIR is unset)"),
            { ancestorTitles: [], title: "another", status: "passed" },
          ],
        },
      ],
    };
    expect(skippedSuites(report)).toEqual([
      "the stream (KAFKA is unset) (2)",
      "a file (TEST_DATA_DIR is unset) (1)",
    ]);
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
      ...NOTHING_RUN,
      numPassedTests: 2,
      numPendingTests: 1,
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
