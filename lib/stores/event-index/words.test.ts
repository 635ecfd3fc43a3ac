import { expect, test } from "vitest";
import { wordsOf } from "../../events/words.ts";
import { indexableWords } from "./words.ts";

/** The rule as it reads: cut at whitespace, leave nothing empty, cut what is long. */
const byRule = (words: string[]) =>
  words
    .flatMap((word) => word.split(/\s+/u))
    .filter((word) => word !== "")
    .map((word) => (word.length > 128 ? word.slice(0, 128) : word));

test.each([
  [wordsOf("Upstream connect error after 3012 ms: Überlast, превышено")],
  [[]],
  [["plain", ""]],
  [["two words", "one"]],
  [[" led", "trailed\u00a0", "\u2028"]],
  [["x".repeat(128), "x".repeat(129)]],
])("words are the same whether they need cutting or not: %j", (words) => {
  expect(indexableWords(words)).toEqual(byRule(words));
});
