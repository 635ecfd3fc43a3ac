import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every page and route of the file tree, as Next serves it: groups in parentheses left out. */
export function appRoutes(): string[] {
  const app = join(import.meta.dirname, "..", "app");
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file))
    .map((file) => {
      const parts = file.split("/").slice(0, -1);
      return `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join("/")}`;
    })
    .sort((a, b) => (a < b ? -1 : 1));
}
