import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { NewerControl } from "./newer-control.tsx";

function wordsOf(count: number, exact: boolean, problem: string | null = null): string {
  const control = (
    <NewerControl newer={{ count, exact }} busy={false} problem={problem} onShow={() => undefined} />
  );
  return renderToStaticMarkup(control).replaceAll(/<[^>]*>/g, "");
}

test("a list that has all there is says nothing", () => {
  expect(wordsOf(0, true)).toBe("");
});

test("newer requests are counted where they can be, and offered where they cannot", () => {
  expect(wordsOf(12, true)).toBe("12 newer: show them");
  expect(wordsOf(12, false)).toBe("12+ newer: show them");
  expect(wordsOf(0, false)).toBe("Refresh");
});

test("a list that could not be renewed says why, and offers to try again", () => {
  expect(wordsOf(0, true, "The index does not answer.")).toBe(
    "The list could not be renewed. The index does not answer.Try again",
  );
});
