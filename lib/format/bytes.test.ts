import { expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";

it.each([
  [0, "0 B"],
  [312, "312 B"],
  [999, "999 B"],
  [4_100, "4.1 kB"],
  [131_000, "131 kB"],
  [999_700, "1.0 MB"],
  [1_200_000_000, "1.2 GB"],
])("%d bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes).replaceAll("\u202f", " ")).toBe(text);
});
