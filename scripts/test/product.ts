import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { endWithThis } from "#lib/testing/children.ts";
import { OUTPUT, ROOT } from "./command.ts";

export interface Product {
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

/** It drains its workers, then stops its database. */
const STOPS_WITHIN_MS = 40_000;

const WELCOME = /^ +Open +http/m;
const NOT_WELL = /not all is well/;

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

/** Starts the product as a newcomer would, `npm start`, and waits until it says where to open it. */
export async function startProduct(
  name: string,
  port: number,
  environment: Record<string, string | undefined>,
): Promise<Product> {
  const dataDir = join(OUTPUT, name, "data");
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  endWithThis(child, { graceMs: STOPS_WITHIN_MS });
  mkdirSync(OUTPUT, { recursive: true });
  const log = createWriteStream(join(OUTPUT, `product-${name}.log`));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await exited(child);
  };
  const deadline = Date.now() + 10 * 60_000;
  while (!WELCOME.test(said)) {
    if (child.exitCode !== null || Date.now() > deadline || NOT_WELL.test(said)) {
      await stop();
      throw new Error(`The product did not start; see .test/product-${name}.log`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { url, dataDir, stop };
}
