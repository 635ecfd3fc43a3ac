import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path.ts";

describe("the way back after signing in", () => {
  it("keeps a path of this site with its query", () => {
    expect(safePath("/channels/alpha/logs?q=status%3A5xx&range=3h#top")).toBe(
      "/channels/alpha/logs?q=status%3A5xx&range=3h#top",
    );
  });

  it.each([
    undefined,
    null,
    "",
    "channels",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "/..//evil.example",
    "/./\\evil.example",
    "\u0000/channels",
  ])("goes home for %j", (next) => {
    expect(safePath(next)).toBe("/channels");
  });
});
