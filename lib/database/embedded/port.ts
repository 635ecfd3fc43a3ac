import { randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

/** Below the range from which systems take the ports of outgoing connections, so that a remembered port stays free. */
const RANGE = [20_000, 30_000] as const;

/** The remembered port, or another one when that is taken (or `avoid`ed); the choice is remembered. */
export async function choosePort(memory: string, avoid?: number): Promise<number> {
  const remembered = Number(await readFile(memory, "utf8").catch(() => ""));
  const usable = Number.isInteger(remembered) && remembered > 0 && remembered < 65_536;
  if (usable && remembered !== avoid && (await isFree(remembered))) return remembered;
  for (;;) {
    const port = randomInt(...RANGE);
    if (port === avoid || !(await isFree(port))) continue;
    await writeFile(memory, `${port}\n`, { mode: 0o600 });
    return port;
  }
}

/** Whether a server could listen there on loopback now. */
function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
