import type { Installation } from "#lib/installation.ts";
import { SetupError } from "#lib/setup-error.ts";
import { openArchive, openEventIndex, openEventStream } from "#lib/stores/open.ts";

/** Opens engines of one's own once, so that a wrong address or wrong credentials are one line at the start. */
export async function checkStores(installation: Installation): Promise<void> {
  const { KAFKA_BROKERS, ELASTICSEARCH_URL, ARCHIVE_URL } = installation.config;
  if (KAFKA_BROKERS) await check("KAFKA_BROKERS", () => openEventStream(installation));
  if (ELASTICSEARCH_URL) await check("ELASTICSEARCH_URL", () => openEventIndex(installation));
  if (ARCHIVE_URL) await check("ARCHIVE_URL", () => openReadableArchive(installation));
}

async function openReadableArchive(installation: Installation) {
  const archive = await openArchive(installation);
  await archive.read("_commits/none.json");
  return archive;
}

async function check(variable: string, open: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  try {
    await (await open()).close();
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${reason.split("\n")[0]} (see ${variable})`, { cause: error });
  }
}
