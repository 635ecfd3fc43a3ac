import { expect, test } from "vitest";
import { aDocument } from "../../testing/builders.ts";
import { viewOf } from "../request-view.ts";
import { CSV_HEADER, csvCell, csvLine } from "./csv.ts";

test.each([
  ["plain text", "plain text"],
  ["", ""],
  [null, ""],
  [undefined, ""],
  [-5, "-5"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
])("%j is written as %s", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test.each(["=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20"])(
  "text that begins with %j is no formula",
  (lead) => {
    expect(csvCell(`${lead}SUM(A1)`)).toBe(`'${lead}SUM(A1)`);
  },
);

test("line breaks in front of a formula do not hide it, and stay in the cell", () => {
  expect(csvCell("\r=1")).toBe(`"'\r=1"`);
  expect(csvCell("\n=1")).toBe(`"'\n=1"`);
  expect(csvCell('=HYPERLINK("https://evil.example","a")')).toBe(
    `"'=HYPERLINK(""https://evil.example"",""a"")"`,
  );
});

test("a line has a cell per column", () => {
  const line = csvLine(viewOf({ ...aDocument({ id: "e", error_message: "@cmd", status_code: 503 }) }));
  expect(line.endsWith("\r\n")).toBe(true);
  expect(line.split(",")).toHaveLength(CSV_HEADER.split(",").length);
  expect(line).toContain(",503,5xx,partner,");
  expect(line).toContain(",'@cmd,");
});
