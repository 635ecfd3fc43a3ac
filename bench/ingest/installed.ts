import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../lib/config.ts";
import { type Installation, openInstallation } from "../../lib/installation.ts";

/** Runs work on an installation made for it, in a folder that is gone afterwards. */
export async function withInstallation<T>(
  environment: Record<string, string>,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-bench-"));
  const installation = await openInstallation(parseConfig({ ...environment, DATA_DIR: folder }));
  try {
    return await work(installation);
  } finally {
    await installation.close();
    await rm(folder, { recursive: true, force: true });
  }
}
