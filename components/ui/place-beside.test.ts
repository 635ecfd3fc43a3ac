import { describe, expect, test } from "vitest";
import { placeBeside } from "./place-beside.ts";

const room = { width: 400, height: 300 };
const words = { width: 100, height: 24 };
const button = (left: number, top: number) => ({ left, top, width: 32, height: 32 });

describe("placing words beside a button", () => {
  test("they stand on the side asked for, in the middle", () => {
    expect(placeBeside(button(200, 100), words, room, "bottom")).toEqual({ left: 166, top: 138 });
    expect(placeBeside(button(200, 100), words, room, "top")).toEqual({ left: 166, top: 70 });
    expect(placeBeside(button(200, 100), words, room, "right")).toEqual({ left: 238, top: 104 });
    expect(placeBeside(button(200, 100), words, room, "left")).toEqual({ left: 94, top: 104 });
  });

  test("without room they stand on the other side", () => {
    expect(placeBeside(button(200, 4), words, room, "top").top).toBe(42);
    expect(placeBeside(button(200, 264), words, room, "bottom").top).toBe(234);
    expect(placeBeside(button(360, 100), words, room, "right").left).toBe(254);
  });

  test("they never leave the window", () => {
    expect(placeBeside(button(2, 100), words, room, "bottom").left).toBe(8);
    expect(placeBeside(button(366, 100), words, room, "bottom").left).toBe(292);
  });
});
