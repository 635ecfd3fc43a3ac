import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";

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
