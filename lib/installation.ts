import type { Config } from "./config.ts";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "./database/embedded/open.ts";
import { migrate } from "./database/migrate.ts";
import { openSecrets, type Secrets } from "./secrets.ts";

/** The database of the embedded server that holds everything. */
const DATABASE = "channelscope";

/** What every process of the product stands on. */
export interface Installation {
  readonly config: Config;
  /** The migrated application database; embedded stores live in schemas of the same one. */
  readonly databaseUrl: string;
  readonly secrets: Secrets;
  /** null when `DATABASE_URL` names a server. */
  readonly embedded: EmbeddedPostgres | null;
  /** Stops the embedded server if this process started it and nobody else uses it. */
  close(): Promise<void>;
}

/**
 * Opens the installation: the database (embedded, unless `DATABASE_URL` is set) migrated, and the secrets. Throws
 * `SetupError` with one line when that cannot be.
 */
export async function openInstallation(config: Config): Promise<Installation> {
  const secrets = await openSecrets(config);
  if (config.DATABASE_URL !== undefined) {
    await migrate(config.DATABASE_URL);
    return {
      config,
      databaseUrl: config.DATABASE_URL,
      secrets,
      embedded: null,
      close: async () => undefined,
    };
  }
  const embedded = await openEmbeddedPostgres(config.DATA_DIR);
  const close = async () => {
    if (embedded.adopted) await embedded.release();
    else await embedded.stop({ unlessUsed: true });
  };
  try {
    await embedded.ensureDatabase(DATABASE);
    const databaseUrl = embedded.url(DATABASE);
    await migrate(databaseUrl);
    return { config, databaseUrl, secrets, embedded, close };
  } catch (error) {
    await close();
    throw error;
  }
}
