import type { Database } from "../database/client.ts";
import { pseudonymizer } from "../events/pseudonym.ts";
import { adoptInto } from "./adopt.ts";
import { APPLICATION, PLATFORM } from "./mapping.ts";
import { postgresSource } from "./postgres.ts";
import type { SnapshotSource } from "./source.ts";
import type { SnapshotDeps } from "./take.ts";

interface Given {
  database: Database;
  /** Of the application database. */
  databaseUrl: string;
  /** `SNAPSHOT_SOURCE_URL`; null: the application database. */
  sourceUrl: string | null;
  pseudonymKey: string;
}

/** What taking a snapshot needs. */
export async function openSnapshot({
  database,
  databaseUrl,
  sourceUrl,
  pseudonymKey,
}: Given): Promise<SnapshotDeps> {
  const pseudonymize = pseudonymizer(pseudonymKey);
  return {
    source: await openSnapshotSource(sourceUrl, databaseUrl),
    pseudonymize,
    adopt: sourceUrl === null ? null : adoptInto(database, pseudonymize),
  };
}

/** What `SNAPSHOT_SOURCE_URL` names; unset, the application database. */
async function openSnapshotSource(url: string | null, databaseUrl: string): Promise<SnapshotSource> {
  if (url === null)
    return postgresSource({ url: databaseUrl, mapping: APPLICATION, name: "the application database" });
  if (!url.startsWith("mysql:")) return postgresSource({ url, mapping: PLATFORM, name: "PostgreSQL" });
  const { mysqlSource } = await import("./mysql.ts");
  return mysqlSource({ url, mapping: PLATFORM });
}
