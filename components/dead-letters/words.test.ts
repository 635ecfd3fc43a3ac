import { expect, test } from "vitest";
import { retryInWords } from "./words.ts";

test.each([
  [{ retried: 1, already: 0, unsendable: 0 }, "1 letter was sent again."],
  [{ retried: 37, already: 2, unsendable: 1 }, "37 letters were sent again. 2 were already, 1 cannot be."],
  [{ retried: 0, already: 1, unsendable: 0 }, "No letter was sent again. 1 was already."],
])("%o", (result, words) => {
  expect(retryInWords(result)).toBe(words);
});
