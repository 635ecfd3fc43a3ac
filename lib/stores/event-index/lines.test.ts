import { expect, test } from "vitest";
import { allOf, Lines } from "./lines.ts";

function linesOf(...texts: string[]): Lines {
  const lines = new Lines();
  for (const text of texts) lines.add(text);
  return lines;
}

const textsOf = (lines: Lines, positions: number[], maxBytes: number) =>
  [...lines.chunks(positions, maxBytes)].map((chunk) => [chunk.bytes.toString(), ...chunk.positions]);

test("lines come back in order, as one chunk where they fit", () => {
  const lines = linesOf("a\n", "é\n", "😀\n");
  expect(lines.count).toBe(3);
  expect(textsOf(lines, allOf(3), 100)).toEqual([["a\né\n😀\n", 0, 1, 2]]);
});

test("a chunk holds as many bytes as it may, and a line that is longer stands alone", () => {
  const lines = linesOf("aa", "bb", "é", "cccccccc", "d");
  expect(textsOf(lines, allOf(5), 4)).toEqual([
    ["aabb", 0, 1],
    ["é", 2],
    ["cccccccc", 3],
    ["d", 4],
  ]);
});

test("some of the lines only, wherever they stand", () => {
  const lines = linesOf("a", "b", "c", "d", "e");
  expect(textsOf(lines, [0, 2, 3], 100)).toEqual([["acd", 0, 2, 3]]);
  expect(textsOf(lines, [4], 100)).toEqual([["e", 4]]);
  expect(textsOf(lines, [], 100)).toEqual([]);
});

test("there is always room for another line", () => {
  const long = "ü".repeat(50_000);
  const lines = linesOf("first", long, long, "last");
  expect([...lines.chunks(allOf(4), 1e9)][0]?.bytes.toString()).toBe(`first${long}${long}last`);
});
