import { expect, test } from "vitest";
import { HELD_OPEN } from "./held-open.ts";

test("neither Escape nor a press beside it closes what is held open", () => {
  const closes = (handler: (event: { preventDefault: () => void }) => void) => {
    let prevented = false;
    handler({
      preventDefault: () => {
        prevented = true;
      },
    });
    return !prevented;
  };
  expect(closes(HELD_OPEN.onEscapeKeyDown)).toBe(false);
  expect(closes(HELD_OPEN.onInteractOutside)).toBe(false);
});
