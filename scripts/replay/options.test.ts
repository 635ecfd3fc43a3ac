import { describe, expect, test } from "vitest";
import { parseCommandLine } from "./options.ts";

describe("npm run replay", () => {
  test("takes a file or standard input, a topic, a Channel and an instant", () => {
    expect(parseCommandLine(["x.ndjson"])).toEqual({
      file: "x.ndjson",
      topic: "api-requests",
      channel: null,
      end: null,
    });
    expect(parseCommandLine(["x", "--topic=interactions"])).toMatchObject({ topic: "interactions" });
    expect(parseCommandLine(["-", "--channel", "acme", "--end", "now"])).toEqual({
      file: "-",
      topic: "api-requests",
      channel: "acme",
      end: "now",
    });
    expect(parseCommandLine(["x", "--end=2026-03-02T10:15:30+01:00"])).toMatchObject({
      end: Date.parse("2026-03-02T09:15:30Z"),
    });
    expect(parseCommandLine(["--help"])).toBeNull();
  });

  test.each([
    [[]],
    [["a", "b"]],
    [["a", "--end=soon"]],
    [["a", "--end=2026"]],
    [["a", "--channel=A B"]],
    [["a", "--topic=api-requests.dead"]],
    [["a", "--fast"]],
  ])("refuses %j with one line", (args) => {
    expect(() => parseCommandLine(args)).toThrow(/^[^\n]+$/);
  });
});
