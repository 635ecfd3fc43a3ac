import { spawn } from "node:child_process";
import { SetupError } from "#lib/setup-error.ts";

/** Runs a tool of the project under this Node, silently. Its output is the reason when it fails. */
export function runTool(
  what: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new SetupError(`${what} failed:\n${output.trim()}`));
    });
  });
}
