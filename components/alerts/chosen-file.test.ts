import { expect, test } from "vitest";
import { chosenText } from "./chosen-file.ts";

/** As a browser has it: an input whose value stays the same reports no other choice. */
function input(...files: string[]) {
  const chosen = files.map((text) => new File([text], "recipes.yaml"));
  return {
    files: chosen as unknown as FileList,
    value: files.length === 0 ? "" : "C:\\fakepath\\recipes.yaml",
  };
}

test("a file that was read can be mended and chosen again", async () => {
  const field = input("recipes: []");
  expect(await chosenText(field)).toBe("recipes: []");
  expect(field.value).toBe("");
});

test("one that is too long is refused with words, and can be shortened and chosen again", async () => {
  const field = input("#".repeat(200_001));
  await expect(chosenText(field)).rejects.toThrow("A file can have 200 kB at most.");
  expect(field.value).toBe("");
  expect(await chosenText(input("#".repeat(200_000)))).toHaveLength(200_000);
});

test("no choice is no text", async () => {
  expect(await chosenText(input())).toBeNull();
});
