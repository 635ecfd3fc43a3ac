import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig, VARIABLES } from "./config.ts";

test(".env.example tells of every variable", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const told = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
  expect(VARIABLES.filter((name) => !told.includes(name))).toEqual([]);
});

describe("ARCHIVE_URL", () => {
  test.each([
    ["file:/srv/archive", { folder: "/srv/archive" }],
    ["file:///srv/archive", { folder: "/srv/archive" }],
    ["file:data/archive", { folder: "data/archive" }],
    ["s3://events", { bucket: "events", prefix: "" }],
    ["s3://events/", { bucket: "events", prefix: "" }],
    ["s3://events.eu-1/platform/archive/", { bucket: "events.eu-1", prefix: "platform/archive" }],
  ])("%s is a place", (value, place) => {
    expect(parseConfig({ ARCHIVE_URL: value }).ARCHIVE_URL).toEqual(place);
  });

  test.each([
    "/srv/archive",
    "file:",
    "file://host/share",
    "s3://",
    "s3://No_Bucket/x",
    "s3://events//x",
    "gs://x",
  ])("%s is none, and the error says what would be", (value) => {
    expect(() => parseConfig({ ARCHIVE_URL: value })).toThrow(ConfigError);
    expect(() => parseConfig({ ARCHIVE_URL: value })).toThrow(
      "ARCHIVE_URL: must be file:/folder or s3://bucket/prefix",
    );
  });
});

describe("SNAPSHOT_SOURCE_URL", () => {
  test.each(["mysql://reader:secret@db.example:3306/platform", "postgres://db.example/platform"])(
    "%s is a source",
    (value) => {
      expect(parseConfig({ SNAPSHOT_SOURCE_URL: value }).SNAPSHOT_SOURCE_URL).toBe(value);
    },
  );

  test.each([
    [
      "mariadb://db.example/platform",
      "must be a URL of the form mysql://… or postgres://… or postgresql://…",
    ],
    ["mysql://db.example:3306", "must name a database: mysql://user:password@host:3306/database"],
    ["platform", "must be a URL of the form mysql://…"],
  ])("%s is none, and the error says what would be", (value, message) => {
    expect(() => parseConfig({ SNAPSHOT_SOURCE_URL: value })).toThrow(`SNAPSHOT_SOURCE_URL: ${message}`);
  });
});
