import { spawn } from "node:child_process";
import { SetupError } from "../../setup-error.ts";
import type { Launch } from "./identity.ts";

/** Runs a program to its end; its last line of output is the reason when it fails. */
export function run({ command, args, options }: Launch): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new SetupError(`PostgreSQL could not be set up: ${complaint(output)}`));
    });
  });
}

/** PostgreSQL takes its messages' language and much else from the environment: it gets none of ours. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", LC_ALL: "C", PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" };
}

/** The line that says what went wrong: the last error or fatal one, else the last. */
export function complaint(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.filter((line) => /FATAL|PANIC|error/i.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? "no output").trim();
}
