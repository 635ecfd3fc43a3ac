import { expect, it } from "vitest";
import { findJava, majorVersion } from "./java.ts";

it("reads the major version of today's and yesterday's releases", () => {
  expect(majorVersion('IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.3"\n')).toBe(25);
  expect(majorVersion('JAVA_VERSION="21"\n')).toBe(21);
  expect(majorVersion('JAVA_VERSION="1.8.0_392"\n')).toBe(8);
  expect(majorVersion("something else")).toBe(0);
});

it("says which Java is missing", async () => {
  await expect(findJava(999, {})).rejects.toThrow("Java 999 or later is not installed");
});
