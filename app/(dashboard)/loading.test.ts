import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Pages that read nothing before they are shown: their own script asks. */
const AT_ONCE = ["support/dead-letters"];

test("every screen holds its place while the server reads it", () => {
  const pages = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/page.tsx"))
    .map(dirname);
  expect(pages.length).toBeGreaterThan(15);
  const holdsPlace = (page: string) =>
    existsSync(join(import.meta.dirname, page, "loading.tsx")) ||
    existsSync(join(import.meta.dirname, dirname(page), "loading.tsx"));
  expect(pages.filter((page) => !holdsPlace(page))).toEqual(AT_ONCE);
});
