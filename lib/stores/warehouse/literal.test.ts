import { expect, test } from "vitest";
import { withValues } from "./literal.ts";

test("values stand in their places, whatever they hold, and nowhere else", () => {
  const values = ["it's\\", 1.5, null, new Date(Date.UTC(2026, 2, 1, 12)), true, "$1"];
  expect(withValues(`select $1, $2, $3, $4, $5, $6, '$1', "$2"`, values)).toBe(
    `select  E'it''s\\\\', 1.5, null, timestamp '2026-03-01 12:00:00.000', true, '$1', '$1', "$2"`,
  );
  expect(withValues("select $9", [])).toBe("select $9");
  expect(() => withValues("select $2", [1])).toThrow("The query names $2 and has 1 values");
});
