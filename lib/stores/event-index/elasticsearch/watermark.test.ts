import { expect, test } from "vitest";
import { watermarkBytes } from "./watermark.ts";

const GB = 2 ** 30;

test.each([
  ["a percentage", "85%", null, 1_000 * GB, 850 * GB],
  ["a ratio", "0.9", null, 1_000 * GB, 900 * GB],
  ["bytes that stay free", "500mb", null, 10 * GB, 10 * GB - 500 * 2 ** 20],
  ["a percentage of a large disk, with headroom", "85%", "200gb", 10_000 * GB, 9_800 * GB],
  ["a percentage of a small disk, whose headroom does not matter", "85%", "200gb", 100 * GB, 85 * GB],
  ["no headroom at all", "95%", "-1", 10_000 * GB, 9_500 * GB],
])("%s", (_, setting, headroom, total, used) => {
  expect(watermarkBytes(setting, headroom, total)).toBeCloseTo(used, 0);
});
