import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(".test", "sqlglot");
const PACKAGE = "sqlglot==27.29.0";
const SCRIPT = join(import.meta.dirname, "parse.py");

/** Python with sqlglot, made once under `.test`; null: there is no Python 3 with venv, or no package index. */
export function ensureSqlglot(): string | null {
  const python = join(FOLDER, "bin", "python3");
  const done = join(FOLDER, "bin", "sqlglot-is-here");
  if (existsSync(done)) return python;
  try {
    execFileSync("python3", ["-m", "venv", FOLDER], { stdio: "ignore" });
    execFileSync(python, ["-m", "pip", "install", "--quiet", PACKAGE], { stdio: "ignore", timeout: 120_000 });
    execFileSync("touch", [done]);
    return python;
  } catch {
    return null;
  }
}

/** What sqlglot's Redshift dialect does not understand of these statements, a line each. */
export function complaintsAbout(statements: readonly string[], python: string): string[] {
  const input = JSON.stringify(statements);
  return JSON.parse(execFileSync(python, [SCRIPT], { input, encoding: "utf8" })) as string[];
}
