import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operator } from "../lib/channels/access.ts";
import { registerChannel } from "../lib/channels/register-channel.ts";
import { registerPartner } from "../lib/channels/register-partner.ts";
import { systemClock } from "../lib/clock.ts";
import { parseConfig } from "../lib/config.ts";
import { createDatabase } from "../lib/database/client.ts";
import { MOST_ROWS } from "../lib/events/export/limits.ts";
import { type Installation, openInstallation } from "../lib/installation.ts";
import { createApiKey } from "../lib/members/api-keys/create.ts";
import { openEventIndex } from "../lib/stores/open.ts";
import { measureDownload } from "./support/measure-download.ts";
import { aRequest } from "./support/requests.ts";
import { startWeb } from "./support/start-web.ts";
import { writeDay } from "./support/write-day.ts";
import type { Bench } from "./types.ts";

const SLUG = "exported";
const DAY = 86_400_000;

/** A Channel with so many requests within a day, and a key that reads them. */
async function prepare(installation: Installation, rows: number): Promise<{ key: string; range: string }> {
  const database = createDatabase(installation.databaseUrl);
  const index = await openEventIndex(installation);
  try {
    const deps = { database, clock: systemClock };
    const partner = await registerPartner(deps, operator, { name: "Bench" });
    const channel = { slug: SLUG, name: SLUG, partnerId: partner.id, timeZone: "UTC" };
    await registerChannel(deps, operator, channel);
    const { key } = await createApiKey(deps, operator, { name: "bench", channel: SLUG, scopes: ["read"] });
    const end = Date.now();
    await writeDay(index, { events: rows, end, make: (place, at) => aRequest(place, at, SLUG) });
    const iso = (instant: number) => new Date(instant).toISOString();
    return { key, range: `from=${iso(end - DAY)}&to=${iso(end)}` };
  } finally {
    await index.close();
    await database.$disconnect();
  }
}

const bench: Bench = {
  name: "export",
  describe:
    "a million requests of one Channel streamed by the web process, and its memory (rows: first argument)",
  async run([count = String(MOST_ROWS)]) {
    const rows = Number(count);
    const folder = await mkdtemp(join(tmpdir(), "channelscope-bench-"));
    const installation = await openInstallation(parseConfig({ DATA_DIR: folder }));
    try {
      const { key, range } = await prepare(installation, rows);
      const web = await startWeb(installation);
      const download = (format: string, limit: number) =>
        measureDownload(
          `${web.url}/api/v1/channels/${SLUG}/export?${range}&format=${format}&limit=${limit}`,
          key,
          web.pid,
        );
      try {
        // What a first answer loads and compiles is not the export's.
        await download("ndjson", 20_000);
        return [
          { format: "NDJSON", ...(await download("ndjson", rows)) },
          { format: "CSV", ...(await download("csv", rows)) },
        ];
      } finally {
        await web.stop();
      }
    } finally {
      await installation.close();
      // The server may still be writing its last checkpoint.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
    }
  },
};

export default bench;
