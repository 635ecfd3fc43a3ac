import { describe, expect, test } from "vitest";
import { FAULTS, OUTCOMES } from "../document.ts";
import { REQUEST_KINDS } from "../kinds.ts";
import { FIELDS } from "./fields.ts";
import { formatCondition, formatQuery } from "./format.ts";
import { conditionsOf, parseQuery } from "./parse.ts";
import { type Condition, KEYWORD_FIELDS } from "./types.ts";

/** Numbers that look random and are the same in every run; the seed stands in a failing test's name. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / (2 ** 32 / below));
  };
}

type Random = ReturnType<typeof randomOf>;

const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)] as T;
const CHARACTERS = [..."abcXYZ019_-.:,|\"\\*<>=%/@ 'äß漢", "🙂"];
const textOf = (random: Random) =>
  Array.from({ length: 1 + random(12) }, () => pick(random, CHARACTERS)).join("");

const CLOSED: Record<string, readonly string[]> = { outcome: OUTCOMES, fault: FAULTS, kind: REQUEST_KINDS };

function keywordOf(random: Random): Condition {
  const field = pick(
    random,
    KEYWORD_FIELDS.filter((name) => name !== "channel"),
  );
  const one = () => {
    if (field === "method") return pick(random, ["GET", "POST", "DELETE"]);
    return CLOSED[field] === undefined ? textOf(random) : pick(random, CLOSED[field]);
  };
  const values = [...new Set(Array.from({ length: 1 + random(3) }, one))];
  return { type: "keyword", field, values, not: random(2) === 0 };
}

function numberOf(random: Random): Condition {
  const field = pick(random, ["duration_ms", "attempt", "request_bytes", "response_bytes"] as const);
  const value = () => random(5) * 10 ** random(6) + random(1_000);
  const part = () => {
    const exact = field === "duration_ms" && random(3) === 0 ? value() + random(1_000) / 1_000 : value();
    return pick(random, [{ min: exact }, { max: exact + 1 }, { min: exact, max: exact + 1 + value() }]);
  };
  return { type: "number", field, ranges: Array.from({ length: 1 + random(2) }, part), not: random(2) === 0 };
}

function statusOf(random: Random): Condition {
  const code = 100 + random(500);
  const hundred = 100 * (1 + random(5));
  const range = pick(random, [
    { min: code, max: code + 1 },
    { min: hundred, max: hundred + 100 },
    { min: code },
    { max: code },
    { min: code, max: code + 1 + random(50) },
  ]);
  return { type: "number", field: "status_code", ranges: [range], not: random(2) === 0 };
}

function phraseOf(random: Random): Condition {
  const word = () =>
    pick(random, ["connection", "reset", "or", "and", "not", "status", "10", "größe", "漢字", "_x"]);
  const words = Array.from({ length: 1 + random(3) }, word);
  return { type: "phrase", words, prefix: random(3) === 0, not: random(2) === 0 };
}

const makers = [
  keywordOf,
  numberOf,
  statusOf,
  phraseOf,
  (random: Random): Condition => ({ type: "failed", value: random(2) === 0 }),
];

describe("conditions written as text are read as the same conditions", () => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed))("seed %i", (seed) => {
    const random = randomOf(seed + 1);
    for (let round = 0; round < 100; round++) {
      const conditions = Array.from({ length: random(5) }, () => pick(random, makers)(random));
      const text = formatQuery(conditions);
      const parsed = parseQuery(text);
      expect(parsed.errors, text).toEqual([]);
      expect(
        parsed.terms.map((term) => term.condition),
        text,
      ).toEqual(conditions);
    }
  });
});

test.each([
  ["duration:>1s"],
  ["duration:<=250ms"],
  ["status:5xx,429"],
  ["-endpoint:a,b"],
  ['pattern:"no route to <address>, again"'],
  ["sent:>=10kB"],
  ["attempt:2"],
  ["is:failed"],
  ["conn*"],
  ['-"connection reset"'],
])("%s is written as people write it", (text) => {
  expect(formatQuery(conditionsOf(text))).toBe(text);
});

test("every example of the help card is understood", () => {
  for (const spec of FIELDS) {
    for (const example of spec.examples) expect(parseQuery(example).errors, example).toEqual([]);
  }
});

test("a word that is also an operator stays a word", () => {
  const word: Condition = { type: "phrase", words: ["or"], prefix: false, not: false };
  expect(conditionsOf(formatCondition(word))).toEqual([word]);
});
