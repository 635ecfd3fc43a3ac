import { readFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { readMigrations } from "./migrations.ts";

const FILTERS = { externalTables: [], externalEnums: [] };

/** Prisma's own schema engine, as WebAssembly: what `prisma migrate` would say on a machine that can download it. */
describe("Prisma's schema engine", () => {
  let database: TestDatabase;
  let engine: SchemaEngine;
  let pool: pg.Pool;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    engine = await SchemaEngine.new(
      { datamodels: [await schemaFile()] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(readingCatalogues(pool)),
    );
  });

  afterEach(async () => {
    engine.free();
    await pool.end();
    await database.drop();
  });

  const diff = async () => {
    const files = [await schemaFile()].map(([path, content]) => ({ path, content }));
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: FILTERS,
    });
    return stdout;
  };

  it("finds nothing to change between the migrated database and schema.prisma", async () => {
    expect(await diff()).toBe("-- This is an empty migration.\n");
  });

  it("would find a difference", async () => {
    await pool.query("alter table partners add column surplus text");
    expect(await diff()).toContain('DROP COLUMN "surplus"');
  });

  it("takes our history for its own: nothing to deploy, nothing edited or failed", async () => {
    const migrationsList = await migrationList();
    expect(
      await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: FILTERS,
      }),
    ).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    expect(await engine.applyMigrations({ migrationsList, filters: FILTERS })).toEqual({
      appliedMigrationNames: [],
    });
  });
});

async function schemaFile(): Promise<[string, string]> {
  return ["schema.prisma", await readFile("prisma/schema.prisma", "utf8")];
}

async function migrationList() {
  const migrations = await readMigrations();
  return {
    baseDir: "prisma/migrations",
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile("prisma/migrations/migration_lock.toml", "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}

/**
 * adapter-pg does not know the catalogue's internal type "char" (18), which the engine reads: here it comes as a uuid
 * (2950), a type that no catalogue has, and goes on as the character that it is.
 */
function readingCatalogues(pool: pg.Pool): PrismaPg {
  pool.on("connect", (client) => {
    client.connection.prependListener(
      "rowDescription",
      ({ fields }: { fields: { dataTypeID: number }[] }) => {
        for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 2950;
      },
    );
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const query = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const result = await query(statement);
      const { Uuid, Character } = ColumnTypeEnum;
      return { ...result, columnTypes: result.columnTypes.map((type) => (type === Uuid ? Character : type)) };
    };
    return adapter;
  };
  return factory;
}
