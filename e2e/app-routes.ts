import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every page and route of the file tree, as Next serves it: groups in parentheses left out. */
export function appRoutes(file: "page.tsx" | "any" = "any"): string[] {
  const app = join(import.meta.dirname, "..", "app");
  const kind = file === "any" ? /(^|\/)(page\.tsx|route\.tsx?)$/ : /(^|\/)page\.tsx$/;
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((found) => kind.test(found))
    .map((found) => {
      const parts = found.split("/").slice(0, -1);
      return `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join("/")}`;
    })
    .sort((a, b) => (a < b ? -1 : 1));
}
