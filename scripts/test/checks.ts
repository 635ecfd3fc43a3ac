import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin, OUTPUT, ROOT, runCommand } from "./command.ts";
import type { Counts } from "./report.ts";

const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** A check is a program that exits with 0; when it does not, its output is shown. */
async function check(log: string, command: string, args: string[]): Promise<Counts> {
  const result = await runCommand(command, args, { log });
  if (result.code === 0) return PASSED;
  process.stdout.write(result.output);
  return FAILED;
}

export async function lint(): Promise<Counts> {
  return await check("lint", bin("biome"), ["check", "--error-on-warnings", "."]);
}

export async function types(): Promise<Counts> {
  const generated = await check("next-typegen", bin("next"), ["typegen"]);
  if (generated.failed > 0) return generated;
  return await check("types", bin("tsc"), ["--noEmit", "-p", "."]);
}

export async function unused(): Promise<Counts> {
  return await check("unused", bin("knip"), ["--no-progress"]);
}

const CRUISED = ["app", "components", "lib", "workers", "demo", "etl", "scripts", "bench", "e2e"];
const cruise = (log: string, folders: string[]) =>
  runCommand(bin("depcruise"), [...folders, "--config", ".dependency-cruiser.cjs", "--output-type", "err"], {
    log,
  });

/** The import rules hold, and they bite: a planted violation has to be caught (a cruise of 0 modules exits with 0). */
export async function imports(): Promise<Counts> {
  const real = await cruise("imports", CRUISED);
  if (real.code !== 0) process.stdout.write(real.output);
  const planted = join(ROOT, "lib", "events", "planted-violation.ts");
  writeFileSync(planted, 'import { runRoles } from "../../workers/runtime.ts";\nexport default runRoles;\n');
  try {
    const caught = await cruise("imports-planted", ["lib/events"]);
    const bites = caught.code !== 0 && caught.output.includes("planted-violation.ts");
    if (!bites) process.stdout.write("The import rules did not catch a planted violation.\n");
    return {
      passed: Number(real.code === 0) + Number(bites),
      failed: Number(real.code !== 0) + Number(!bites),
      skipped: 0,
    };
  } finally {
    rmSync(planted);
  }
}

export function prepareOutput(): void {
  mkdirSync(OUTPUT, { recursive: true });
}
