import { expect, test } from "vitest";
import { takesText } from "./takes-text.ts";

const element = (localName: string, type: string | null = null, isContentEditable = false) => ({
  localName,
  isContentEditable,
  getAttribute: () => type,
});

test("letters pressed in what is written or chosen by letter are its own", () => {
  for (const type of [null, "text", "search", "datetime-local"]) {
    expect(takesText(element("input", type)), `input of type ${type}`).toBe(true);
  }
  expect(takesText(element("textarea"))).toBe(true);
  expect(takesText(element("select"))).toBe(true);
  expect(takesText(element("div", null, true))).toBe(true);
});

test("a filter that was just ticked keeps the focus, and the screen's keys go on", () => {
  expect(takesText(element("input", "checkbox"))).toBe(false);
  expect(takesText(element("input", "radio"))).toBe(false);
  expect(takesText(element("a"))).toBe(false);
});
