import { describe, expect, it } from "vitest";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { DistinctSketch, hashOf } from "./distinct.ts";
import { binOf, DurationSketch } from "./durations.ts";

function sketchOf(from: number, to: number): DistinctSketch {
  const sketch = new DistinctSketch();
  for (let n = from; n < to; n++) sketch.add(hashOf(`u_${n.toString(36).padStart(16, "0")}`));
  return sketch;
}

function rewritten(sketch: DistinctSketch): DistinctSketch {
  const writer = new ByteWriter();
  sketch.write(writer);
  const copy = new DistinctSketch();
  copy.addWritten(new ByteReader(writer.done()));
  return copy;
}

const error = (found: number, exact: number) => Math.abs(found / exact - 1);

describe("packed bytes", () => {
  it("come back as they were written", () => {
    const writer = new ByteWriter();
    const numbers = [0, 1, 127, 128, 300, 2 ** 31, 2 ** 32, 2 ** 45, 1_772_446_530_250];
    for (const number of numbers) writer.unsigned(number);
    writer.optionalText(null);
    writer.optionalText("");
    writer.text("naïve 🙂".repeat(500));
    const reader = new ByteReader(writer.done());
    expect(numbers.map(() => reader.unsigned())).toEqual(numbers);
    expect(reader.optionalText()).toBeNull();
    expect(reader.optionalText()).toBe("");
    expect(reader.text()).toBe("naïve 🙂".repeat(500));
    expect(reader.ended).toBe(true);
    expect(() => reader.unsigned()).toThrow(RangeError);
  });
});

describe("distinct ids", () => {
  it("are counted exactly while there are few", () => {
    expect(sketchOf(0, 0).size).toBe(0);
    expect(sketchOf(0, 1_000).size).toBe(1_000);
  });

  it.each([1_100, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 500_000])(
    "are counted within 1 %% when they are %i",
    (count) => {
      expect(error(sketchOf(0, count).size, count)).toBeLessThan(0.01);
    },
  );

  it("add up to their union, whatever the form of either", () => {
    for (const [first, second, union] of [
      [sketchOf(0, 4_000), sketchOf(2_000, 6_000), 6_000],
      [sketchOf(0, 4_000), sketchOf(2_000, 90_000), 90_000],
      [sketchOf(0, 90_000), sketchOf(2_000, 4_000), 90_000],
      [sketchOf(0, 60_000), sketchOf(30_000, 90_000), 90_000],
    ] as const) {
      first.addAll(second);
      expect(error(first.size, union)).toBeLessThan(0.01);
    }
  });

  it("take a byte or so each where they are thousands, and 20 kB however many they are", () => {
    const length = (count: number) => {
      const writer = new ByteWriter();
      sketchOf(0, count).write(writer);
      return writer.done().length;
    };
    expect(length(6_000)).toBeLessThan(7_000);
    expect(length(1_000_000)).toBeLessThan(20_500);
  });

  it("survive being written, in whichever form", () => {
    for (const count of [0, 1, 1_000, 1_100, 8_000, 50_000, 500_000]) {
      const sketch = sketchOf(0, count);
      expect(rewritten(sketch).size).toBe(sketch.size);
      const more = rewritten(sketch);
      more.addAll(sketchOf(0, count));
      expect(more.size).toBe(sketch.size);
    }
  });
});

describe("durations", () => {
  it("keep their percentiles within 0.5 %, also when they are added up from entries", () => {
    const durations = Array.from({ length: 20_000 }, (_, n) => 5 + ((n * 7_919) % 20_000) ** 1.2 / 10);
    const sketch = new DurationSketch();
    for (const duration of durations) sketch.add(binOf(duration));
    const copy = new DurationSketch();
    for (const [bin, count] of sketch.entries()) copy.addTimes(bin, count);
    const sorted = durations.toSorted((a, b) => a - b);
    const found = copy.percentiles([0.5, 0.95, 0.99]);
    for (const [place, share] of [0.5, 0.95, 0.99].entries())
      expect(error(found[place] ?? 0, sorted[Math.floor(share * 19_999)] ?? 1)).toBeLessThan(0.0055);
  });

  it("shorter than a bin and longer than a day have bins", () => {
    expect(binOf(0)).toBe(0);
    expect(binOf(1e12)).toBe(2_303);
  });
});
