import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { openFilesystemArchive } from "../stores/archive/filesystem.ts";
import type { Archive } from "../stores/archive/port.ts";
import { openS3Archive } from "../stores/archive/s3.ts";
import type { Warehouse } from "../stores/warehouse/port.ts";
import { openPostgresWarehouse } from "../stores/warehouse/postgres.ts";
import { openRedshiftWarehouse } from "../stores/warehouse/redshift.ts";
import type { ReportsUnderTest } from "../stores/warehouse/reports.contract.ts";
import { ensureReportsRole } from "../stores/warehouse/reports-role.ts";
import { SqlReports } from "../stores/warehouse/sql-reports.ts";
import { createTestDatabase } from "./database.ts";
import { startRedshiftStandIn } from "./redshift/stand-in.ts";

const ROOT = "s3://stand-in/archive/";
const ROLE = "arn:aws:iam::123456789012:role/channelscope";

/** A warehouse with the archive that it loads from. */
export interface TestWarehouse {
  archive: Archive;
  /** Of an application database beside it. */
  databaseUrl: string;
  /** Of the warehouse, to put something in between. */
  url: string;
  /** What a process needs to find the same; null: none can. */
  environment: Record<string, string> | null;
  /** Another handle each time. */
  connect(url?: string): Warehouse;
  close(): Promise<void>;
}

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-archive-"));
  return { archive: await openFilesystemArchive({ folder }), folder };
}

async function openPostgres(): Promise<TestWarehouse> {
  const [{ archive, folder }, database] = await Promise.all([openFolder(), createTestDatabase()]);
  return {
    archive,
    databaseUrl: database.url,
    url: database.url,
    environment: { DATABASE_URL: database.url, WAREHOUSE_URL: "", ARCHIVE_URL: `file:${folder}` },
    connect: (url = database.url) => openPostgresWarehouse({ url, archive: async () => archive }),
    close: async () => {
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}

/** `heard` is told every statement. */
export async function openStandIn(heard?: (sql: string) => void): Promise<TestWarehouse> {
  const [{ archive, folder }, database] = await Promise.all([openFolder(), createTestDatabase()]);
  const standIn = await startRedshiftStandIn({ databaseUrl: database.url, archive, root: ROOT, heard });
  const others = { archive: async () => archive, root: ROOT, iamRole: ROLE };
  return {
    archive,
    databaseUrl: database.url,
    url: standIn.url,
    environment: null,
    connect: (url = standIn.url) => openRedshiftWarehouse({ url, ...others }),
    close: async () => {
      await standIn.close();
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}

export interface RealRedshift {
  url: string;
  /** `s3://bucket/prefix`, in the cluster's region; keys as AWS's variables have them. */
  archive: string;
  region: string;
  iamRole: string | null;
}

function openReal({ url, archive: place, region, iamRole }: RealRedshift): () => Promise<TestWarehouse> {
  return async () => {
    const { hostname: bucket, pathname } = new URL(place);
    const prefix = `${pathname.slice(1)}/${randomUUID()}`;
    const archive = openS3Archive({ bucket, prefix, endpoint: null, region });
    const database = await createTestDatabase();
    const root = `s3://${bucket}/${prefix}/`;
    return {
      archive,
      databaseUrl: database.url,
      url,
      environment: null,
      connect: (address = url) =>
        openRedshiftWarehouse({ url: address, archive: async () => archive, root, iamRole }),
      close: async () => {
        await archive.close();
        await database.drop();
      },
    };
  };
}

const real = inject("redshift");

/** Every warehouse of this test run; a real Redshift where one is given (REDSHIFT_TEST_URL). */
export const WAREHOUSES: { name: string; open: () => Promise<TestWarehouse> }[] = [
  { name: "PostgreSQL", open: openPostgres },
  { name: "a stand-in for Redshift", open: () => openStandIn() },
  ...(real === null ? [] : [{ name: "Redshift", open: openReal(real) }]),
];

const PASSWORD = "a password for tests";

/** Reports with the warehouse that they read, for each kind of warehouse that a test can give a role of its own. */
export const REPORTS: { name: string; open: () => Promise<ReportsUnderTest> }[] = [
  {
    name: "PostgreSQL",
    open: async () => {
      const place = await openPostgres();
      const warehouse = place.connect();
      const reports = new SqlReports(() => ensureReportsRole(place.url, PASSWORD), "postgres");
      return { warehouse, reports, close: () => warehouse.close().then(place.close) };
    },
  },
  {
    name: "a stand-in for Redshift",
    open: async () => {
      const place = await openStandIn();
      const warehouse = place.connect();
      const url = new URL(await ensureReportsRole(place.databaseUrl, PASSWORD));
      url.port = new URL(place.url).port;
      const reports = new SqlReports(async () => url.href, "redshift");
      return { warehouse, reports, close: () => warehouse.close().then(place.close) };
    },
  },
];
