import { expect, test } from "vitest";
import { affectedCsv } from "./affected-csv.ts";

const view = {
  users: [
    { id: "u_aaaaaaaaaaaaaaaa", failures: 12_000 },
    { id: "u_bbbbbbbbbbbbbbbb", failures: 1 },
  ],
  recipes: [{ id: "=HYPERLINK(1)", failures: 3 }],
};

test("a line for each user, with plain numbers that a spreadsheet adds up", () => {
  expect(affectedCsv(view, "users")).toBe(
    "user_id,failures\r\nu_aaaaaaaaaaaaaaaa,12000\r\nu_bbbbbbbbbbbbbbbb,1\r\n",
  );
});

test("an id that a spreadsheet would run is text there", () => {
  expect(affectedCsv(view, "recipes")).toBe("recipe_id,failures\r\n'=HYPERLINK(1),3\r\n");
});
