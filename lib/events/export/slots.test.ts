import { describe, expect, it } from "vitest";
import { fakeClock } from "../../testing/fake-clock.ts";
import { ExportSlots } from "./slots.ts";

const refused = (code: string) => expect.objectContaining({ code, retryAfter: 30 });

async function* pieces() {
  yield "a";
  yield "b";
}

function world() {
  const slots = new ExportSlots();
  const clock = fakeClock(0);
  return { clock, hold: (viewer: string) => slots.hold(viewer, clock, pieces()) };
}

describe("exports at once", () => {
  it("are two of one viewer and four of all", () => {
    const { hold } = world();
    hold("mira");
    hold("mira");
    expect(() => hold("mira")).toThrow(refused("rate_limited"));
    hold("tomas");
    hold("sena");
    expect(() => hold("ines")).toThrow(refused("unavailable"));
  });

  it("make room once they end, and once their reader leaves", async () => {
    const { hold } = world();
    const [whole, left] = [hold("mira"), hold("mira")];
    const taken: string[] = [];
    for await (const piece of whole) taken.push(piece);
    expect(taken).toEqual(["a", "b"]);
    expect(() => hold("mira")).not.toThrow();
    await left.next();
    await left.return(undefined);
    expect(() => hold("mira")).not.toThrow();
    expect(() => hold("mira")).toThrow(refused("rate_limited"));
  });

  it("do not count while their reader takes nothing for a minute", async () => {
    const { clock, hold } = world();
    const slow = hold("mira");
    hold("mira");
    clock.advance(30_000);
    await slow.next();
    clock.advance(29_999);
    expect(() => hold("mira")).toThrow(refused("rate_limited"));
    clock.advance(1);
    hold("mira");
    clock.advance(29_999);
    expect(() => hold("mira")).toThrow(refused("rate_limited"));
    clock.advance(1);
    expect(() => hold("mira")).not.toThrow();
  });
});
