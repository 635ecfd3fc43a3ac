import { describe, expect, it } from "vitest";
import { ContiguousPrefix } from "./contiguous.ts";

describe("the contiguous prefix of a partition", () => {
  it("advances with batches acknowledged in order", () => {
    const prefix = new ContiguousPrefix();
    const [first, second] = [prefix.deliver(10), prefix.deliver(25)];
    expect(prefix.acknowledge(first)).toBe(10);
    expect(prefix.acknowledge(second)).toBe(25);
  });

  it("stays before a batch that is still open, and jumps over all that waited for it", () => {
    const prefix = new ContiguousPrefix();
    const [first, second, third, fourth] = [10, 25, 26, 40].map((next) => prefix.deliver(next));
    if (!first || !second || !third || !fourth) throw new Error("four spans");
    expect(prefix.acknowledge(third)).toBeNull();
    expect(prefix.acknowledge(second)).toBeNull();
    expect(prefix.acknowledge(first)).toBe(26);
    expect(prefix.settled).toBe(false);
    expect(prefix.acknowledge(fourth)).toBe(40);
    expect(prefix.settled).toBe(true);
  });

  it("commits nothing twice when a batch is acknowledged again", () => {
    const prefix = new ContiguousPrefix();
    const [first, second] = [prefix.deliver(10), prefix.deliver(20)];
    expect(prefix.acknowledge(first)).toBe(10);
    expect(prefix.acknowledge(first)).toBeNull();
    expect(prefix.acknowledge(second)).toBe(20);
  });

  it("refuses batches handed out of order, which would commit what nobody handled", () => {
    const prefix = new ContiguousPrefix();
    prefix.deliver(10);
    expect(() => prefix.deliver(10)).toThrow(RangeError);
    expect(() => prefix.deliver(4)).toThrow(RangeError);
  });
});
