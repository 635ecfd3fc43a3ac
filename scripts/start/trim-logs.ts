import { readdir, stat, truncate } from "node:fs/promises";
import { join } from "node:path";

const LIMIT_BYTES = 32 * 1024 * 1024;
const EVERY_MS = 60_000;

/** Keeps the children's logs within bounds: one that grew too long begins anew. They append, so that is safe. */
export function trimLogs(folder: string): NodeJS.Timeout {
  const trim = async () => {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const { size } = await stat(path);
      if (size > LIMIT_BYTES) await truncate(path);
    }
  };
  return setInterval(() => void trim().catch(() => undefined), EVERY_MS).unref();
}
