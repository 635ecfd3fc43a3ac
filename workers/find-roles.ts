import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Role } from "./role.ts";

/** The roles that there are: every file of the folder is one, in the order of their names. */
export async function findRoles(folder = join(import.meta.dirname, "roles")): Promise<Role[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  return Promise.all(
    files.map(async (file) => ((await import(join(folder, file))) as { default: Role }).default),
  );
}
