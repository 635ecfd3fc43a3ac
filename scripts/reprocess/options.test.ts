import { describe, expect, test } from "vitest";
import { parseReprocessArguments } from "./options.ts";

const NOW = Date.parse("2026-03-02T14:20:00Z");
const DAY_MS = 86_400_000;
const parse = (from: string, to: string, topic = "api-requests") =>
  parseReprocessArguments(["--topic", topic, "--from", from, "--to", to], NOW, 30 * DAY_MS);

describe("the hours to build anew", () => {
  test("are whole ones, around what was asked for", () => {
    const hours = { from: Date.parse("2026-03-02T10:00:00Z"), to: Date.parse("2026-03-02T12:00:00Z") };
    expect(parse("2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z")).toEqual({
      topic: "api-requests",
      ...hours,
    });
    expect(parse("2026-03-02T10:59:00Z", "2026-03-02T11:01:00Z")).toEqual({
      topic: "api-requests",
      ...hours,
    });
  });

  test("are all of a day", () => {
    expect(
      parseReprocessArguments(["--topic", "api-requests", "--day", "2026-03-01"], NOW, 30 * DAY_MS),
    ).toEqual({
      topic: "api-requests",
      from: Date.parse("2026-03-01T00:00:00Z"),
      to: Date.parse("2026-03-02T00:00:00Z"),
    });
  });

  test.each([
    [["--day", "2026-03-02"], /Only hours that are over/],
    [["--day", "2026-02-30"], /such as 2026-03-02, not "2026-02-30"/],
    [["--day", "yesterday"], /not "yesterday"/],
    [["--day", "2026-03-01", "--from", "2026-03-01T00:00:00Z"], /Give --day, or --from and --to/],
    [[], /Give --from/],
  ])("are refused for %j", (args, message) => {
    expect(() => parseReprocessArguments(["--topic", "api-requests", ...args], NOW, 30 * DAY_MS)).toThrow(
      message,
    );
  });

  test.each([
    ["2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z", "api-requests", /before --to/],
    ["2026-03-02T12:00:00Z", "2026-03-02T14:10:00Z", "api-requests", /Only hours that are over/],
    ["2026-01-02T12:00:00Z", "2026-01-02T14:00:00Z", "api-requests", /RETENTION_DAYS/],
    ["2026-02-02T12:00:00Z", "2026-03-01T14:00:00Z", "api-requests", /At most 168 hours/],
    ["yesterday", "2026-03-02T12:00:00Z", "api-requests", /not "yesterday"/],
    ["2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z", "interactions", /has no index/],
  ])("from %s to %s of %s is refused", (from, to, topic, message) => {
    expect(() => parse(from, to, topic)).toThrow(message);
  });
});
