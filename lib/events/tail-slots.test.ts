import { describe, expect, it } from "vitest";
import { TailSlots } from "./tail-slots.ts";

const refused = (code: string) => expect.objectContaining({ code, retryAfter: 30 });
const take = (slots: TailSlots, viewer: string, count: number) =>
  Array.from({ length: count }, () => slots.take(viewer));

describe("live tails at once", () => {
  it("are a hundred of one viewer and five hundred of all", () => {
    const slots = new TailSlots();
    for (const viewer of ["mira", "tomas", "sena", "ines"]) take(slots, viewer, 100);
    expect(() => slots.take("mira")).toThrow(refused("rate_limited"));
    take(slots, "ada", 100);
    expect(() => slots.take("noor")).toThrow(refused("unavailable"));
  });

  it("make room by each that closes, once", () => {
    const slots = new TailSlots();
    const [first] = take(slots, "mira", 100);
    first?.();
    first?.();
    slots.take("mira");
    expect(() => slots.take("mira")).toThrow(refused("rate_limited"));
  });
});
