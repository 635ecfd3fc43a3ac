import { describe, expect, it } from "vitest";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { DistinctSketch, hashOf } from "./distinct.ts";
import { binOf, DurationSketch } from "./durations.ts";
import { FORMER_SPARSE, packSparse } from "./packed-registers.ts";
import { emptyRegisters, raise } from "./registers.ts";

const idHash = (n: number) => hashOf(`u_${n.toString(36).padStart(16, "0")}`);

function sketchOf(from: number, to: number): DistinctSketch {
  const sketch = new DistinctSketch();
  for (let n = from; n < to; n++) sketch.add(idHash(n));
  return sketch;
}

function rewritten(sketch: DistinctSketch): DistinctSketch {
  const writer = new ByteWriter();
  sketch.write(writer);
  const copy = new DistinctSketch();
  copy.addWritten(new ByteReader(writer.done()));
  return copy;
}

function fiveBitsEach(registers: Uint8Array): Buffer {
  const bits = [...registers].map((rank) => rank.toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
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
    "are counted within a hundredth when they are %i",
    (count) => {
      expect(error(sketchOf(0, count).size, count)).toBeLessThan(0.01);
    },
  );

  it("are off by 0.4 % as a standard error, whichever ids they are", () => {
    const errors = Array.from({ length: 40 }, (_, set) => {
      const [from, count] = [set * 1_000_000, 5_000 + 2_500 * set];
      return error(sketchOf(from, from + count).size, count);
    });
    const meanSquare = errors.reduce((sum, each) => sum + each * each, 0) / errors.length;
    expect(Math.sqrt(meanSquare)).toBeLessThan(0.005);
  });

  it.each(["sparse", "dense"] as const)(
    "of the half as many registers that there were once are read in their %s form, and added up with any others",
    (form) => {
      const count = form === "sparse" ? 3_000 : 60_000;
      const former = () => {
        const registers = emptyRegisters(2 ** 15);
        for (let id = 0; id < count; id++) raise(registers, idHash(id));
        const writer = new ByteWriter();
        writer.unsigned(form === "sparse" ? 2 : 1);
        const sparse = form === "sparse" ? packSparse(registers, FORMER_SPARSE) : null;
        writer.raw(sparse ?? fiveBitsEach(registers));
        return writer.done();
      };
      const read = new DistinctSketch();
      read.addWritten(new ByteReader(former()));
      expect(error(read.size, count)).toBeLessThan(0.01);
      expect(rewritten(read).size).toBe(read.size);
      for (const [first, second] of [
        [sketchOf(count / 2, 2 * count), read],
        [read, sketchOf(count / 2, 2 * count)],
      ] as const) {
        const both = rewritten(first);
        both.addAll(rewritten(second));
        expect(error(both.size, 2 * count)).toBeLessThan(0.012);
      }
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

  it("take a byte or so each where they are thousands, and 33 kB however many they are", () => {
    const length = (count: number) => {
      const writer = new ByteWriter();
      sketchOf(0, count).write(writer);
      return writer.done().length;
    };
    expect(length(6_000)).toBeLessThan(7_000);
    expect(length(1_000_000)).toBeLessThan(34_000);
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
