import { expect, test } from "vitest";
import { COPY_WORDS, copyText } from "./copy-text.ts";

test("what was copied is on the clipboard", async () => {
  const written: string[] = [];
  const clipboard = { writeText: async (text: string) => void written.push(text) };
  expect(await copyText("a link", { clipboard })).toBe("copied");
  expect(written).toEqual(["a link"]);
});

test("a refusal is an outcome with words, not an error nobody sees", async () => {
  const clipboard = { writeText: () => Promise.reject(new Error("NotAllowedError")) };
  expect(COPY_WORDS[await copyText("a link", { clipboard })]).toBe("The browser refused to copy");
});

test("over plain http there is no clipboard at all, and the words say so", async () => {
  expect(COPY_WORDS[await copyText("a link", {})]).toMatch(/over https only/);
});
