import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { endWithThis } from "#lib/testing/children.ts";

export const ROOT = join(import.meta.dirname, "..", "..");
/** Where a run leaves its logs and reports; ignored by git. */
export const OUTPUT = join(ROOT, ".test");

/** The project's own Node before the machine's: tools find it through their first line. */
const PATH = [join(ROOT, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);

/** How long output is waited for after a program's end. */
const LAST_OUTPUT_MS = 5_000;

const STOPS_WITHIN_MS = 10_000;

/** None takes a third of it on a quiet machine. */
const LONGEST_MS = 45 * 60_000;

export interface CommandResult {
  code: number;
  output: string;
}

/** Runs a program of the project to its end; its output goes to `.test/<log>.log` and, when asked, to the screen. */
export function runCommand(
  command: string,
  args: string[],
  options: { log: string; env?: Record<string, string | undefined>; show?: boolean },
): Promise<CommandResult> {
  const logFile = join(OUTPUT, `${options.log}.log`);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PATH, NEXT_TELEMETRY_DISABLED: "1", ...options.env },
    });
    endWithThis(child, { graceMs: STOPS_WITHIN_MS });
    const chunks: Buffer[] = [];
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      log.write(chunk);
      if (options.show) process.stdout.write(chunk);
    };
    const timer = setTimeout(() => {
      take(Buffer.from(`Ended: not done after ${LONGEST_MS / 60_000} minutes.\n`));
      child.kill("SIGKILL");
    }, LONGEST_MS);
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => take(Buffer.from(`${error.message}\n`)));
    const end = (code: number | null) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      log.end();
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    };
    child.on("close", end);
    // What it left behind may hold its output open for ever.
    child.on("exit", (code) => setTimeout(end, LAST_OUTPUT_MS, code).unref());
  });
}

/** A program that npm installed for the project. */
export function bin(name: string): string {
  return join(ROOT, "node_modules", ".bin", name);
}
