import { expect, test } from "vitest";
import { markedTerms, mended } from "./marks.ts";
import { parseQuery } from "./parse.ts";

const mend = (q: string) => {
  const [error] = parseQuery(q).errors;
  return error === undefined ? q : mended(q, error);
};

test("marks what is wrong within its term, and leaves the others alone", () => {
  expect(markedTerms("is:failed stat:503 status:5xx,9zz")).toMatchObject([
    { text: "is:failed", error: null, before: "is:failed", wrong: "", after: "" },
    { before: "", wrong: "stat", after: ":503" },
    { before: "status:5xx,", wrong: "9zz", after: "" },
  ]);
});

test("too long a query is wrong from where it ends", () => {
  const [term] = markedTerms("a".repeat(2_001));
  expect(term?.wrong).toBe("a");
});

test.each([
  ["is:failed stat:503", "is:failed status:503"],
  ['timeout "never closed', 'timeout "never closed"'],
  ["a AND b", "a  b"],
  ["status:9zz", null],
])("%s is mended to %s", (q, expected) => {
  expect(mend(q)).toBe(expected);
});
