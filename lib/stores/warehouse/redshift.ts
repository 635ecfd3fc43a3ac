import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Archive } from "../archive/port.ts";
import { openPool, passes } from "./pool.ts";
import { LoadRefused, type Manifest, type Warehouse } from "./port.ts";
import { SqlWarehouse } from "./sql-warehouse.ts";
import { stageName, type WarehouseTable } from "./table.ts";

const CONNECTIONS = 6;
const MANIFESTS = "_warehouse/manifests";

interface Options {
  /** `redshift://user:password@host:5439/database`. */
  url: string;
  archive: () => Promise<Archive>;
  /** Where Redshift finds the archive: `s3://bucket/prefix/`, with a slash at the end. */
  root: string;
  /** An ARN; null: the cluster's default role. */
  iamRole: string | null;
}

/** What Redshift reads: a Parquet file needs its length, a missing file stops the load. */
export function manifestBody(root: string, { entries }: Manifest): Buffer {
  const body = entries.map(({ key, bytes }) => ({
    url: root + key,
    mandatory: true,
    meta: { content_length: bytes },
  }));
  return Buffer.from(JSON.stringify({ entries: body }));
}

/** Columns by position; the bucket has to be in the cluster's region. */
export function copySql(table: WarehouseTable, manifestUrl: string, iamRole: string | null): string {
  const role = iamRole === null ? "default" : pg.escapeLiteral(iamRole);
  return `copy ${stageName(table)} from ${pg.escapeLiteral(manifestUrl)} iam_role ${role} format as parquet manifest`;
}

/** The warehouse in the schema `warehouse` of a Redshift cluster or workgroup, which reads files from S3 by itself. */
export function openRedshiftWarehouse({ url, archive, root, iamRole }: Options): Warehouse {
  return new SqlWarehouse(openPool(url.replace(/^redshift:/, "postgres:"), CONNECTIONS), {
    dialect: "redshift",
    createLockSql: null,
    // Transactions are serializable: of two that replace the same day, one fails and tries again.
    claimSql: () => null,
    async load(client, table, manifest) {
      const store = await archive();
      const key = `${MANIFESTS}/${randomUUID()}.json`;
      await store.create(key, manifestBody(root, manifest));
      try {
        await client.query(copySql(table, root + key, iamRole));
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || passes(error)) throw error;
        throw new LoadRefused(`Redshift refuses to load ${table.name}: ${error.message}`, { cause: error });
      } finally {
        // What was loaded is: a list of files that may not be removed stays, as it is of no use to anybody.
        await store.remove([key]).catch(() => undefined);
      }
    },
  });
}
