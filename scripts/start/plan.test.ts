import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parseConfig } from "#lib/config.ts";
import { childEnvironment, describeStores, runsDemo } from "./plan.ts";

type Environment = Record<string, string | undefined>;

const demo = (environment: Environment) => runsDemo(parseConfig(environment), environment);

describe("the demo", () => {
  it("runs by default where everything is embedded, unless it is off", () => {
    expect(demo({})).toBe(true);
    expect(demo({ DEMO: "off" })).toBe(false);
  });

  it.each<Environment>([
    { DATABASE_URL: "postgres://db/app" },
    { KAFKA_BROKERS: "broker:9092" },
    { ELASTICSEARCH_URL: "http://es:9200" },
    { ARCHIVE_URL: "s3://bucket/prefix" },
    { ARCHIVE_URL: "file:/srv/archive" },
    { WAREHOUSE_URL: "redshift://cluster:5439/dev" },
    { SNAPSHOT_SOURCE_URL: "mysql://db:3306/platform" },
  ])("fills engines of one's own only when asked to: %o", (engine) => {
    expect(demo(engine)).toBe(false);
    expect(demo({ ...engine, DEMO: "on" })).toBe(true);
    expect(demo({ ...engine, DEMO: "off" })).toBe(false);
  });

  it("is not asked for by a copy of .env.example", () => {
    const example = parseEnv(readFileSync(new URL("../../.env.example", import.meta.url), "utf8"));
    expect(demo({ ...example, DATABASE_URL: "postgres://db/app" })).toBe(false);
  });
});

describe("the children's environment", () => {
  const secrets = { nextAuthSecret: "s".repeat(32), pseudonymKey: "p", encryptionKey: "e" };
  const environmentFor = (environment: Environment) =>
    childEnvironment(
      environment,
      { config: parseConfig(environment), databaseUrl: "postgres://localhost:1/x", secrets },
      { port: 3100, demo: false },
    );

  it("names the database that the launcher opened, so that no child starts one", () => {
    expect(environmentFor({ DATA_DIR: "/data", PATH: "/bin" })).toMatchObject({
      PATH: "/bin",
      DATABASE_URL: "postgres://localhost:1/x",
      DATA_DIR: "/data",
      DEMO: "off",
      PORT: "3100",
      NEXTAUTH_URL: "http://localhost:3100",
      NEXTAUTH_SECRET: secrets.nextAuthSecret,
    });
  });

  it("keeps the address under which people reach the installation", () => {
    expect(environmentFor({ NEXTAUTH_URL: "https://scope.example" }).NEXTAUTH_URL).toBe(
      "https://scope.example",
    );
  });
});

it("names engines without their credentials", () => {
  const config = parseConfig({ KAFKA_BROKERS: "a:1,b:2", ELASTICSEARCH_URL: "https://user:secret@es:9200" });
  expect(describeStores(config)).toBe("Kafka at a:1, b:2; Elasticsearch at es:9200");
});
