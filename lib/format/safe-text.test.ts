import { expect, test } from "vitest";
import { safeText } from "./safe-text.ts";

test.each([
  ["plain text, lines and tabs", 'a "b"\n\tç 鍵', 'a "b"\n\tç 鍵'],
  ["colours of a terminal", "\u001b[31mred", "\u241b[31mred"],
  ["a carriage return that overwrites", "ok\rFAILED", "ok\u240dFAILED"],
  ["a NUL", "a\0b", "a\u2400b"],
  ["a turned direction", "user\u202etxt.exe", "user\\u{202e}txt.exe"],
  ["what cannot be seen", "pay\u200bpal", "pay\\u{200b}pal"],
])("%s", (_, given, shown) => {
  expect(safeText(given)).toBe(shown);
});
