import { describe, expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { conditionsOf, parseQuery } from "./parse.ts";
import type { Condition } from "./types.ts";

const keyword = (field: string, values: string[], not = false) => ({ type: "keyword", field, values, not });
const number = (field: string, ranges: object[], not = false) => ({ type: "number", field, ranges, not });
const phrase = (words: string[], prefix = false, not = false) => ({ type: "phrase", words, prefix, not });

describe("a query in the Logs language", () => {
  test.each<[string, object[]]>([
    ["", []],
    ["   ", []],
    ["status:5xx", [number("status_code", [{ min: 500, max: 600 }])]],
    [
      "status:5xx|4xx|503",
      [
        number("status_code", [
          { min: 500, max: 600 },
          { min: 400, max: 500 },
          { min: 503, max: 504 },
        ]),
      ],
    ],
    ["status:none", [keyword("outcome", ["none"])]],
    ["status:5xx,none", [keyword("outcome", ["5xx", "none"])]],
    ["status:>=500", [number("status_code", [{ min: 500 }])]],
    ["-status:200", [number("status_code", [{ min: 200, max: 201 }], true)]],
    ["endpoint:send_message", [keyword("endpoint", ["send_message"])]],
    ["ENDPOINT:a,b|c,a", [keyword("endpoint", ["a", "b", "c"])]],
    ["-endpoint:a", [keyword("endpoint", ["a"], true)]],
    ['recipe:"a b, c"', [keyword("recipe_id", ["a b, c"])]],
    ['pattern:"say \\"no\\" to C:\\\\"', [keyword("error_pattern", ['say "no" to C:\\'])]],
    ["user:123", [keyword("user_id", ["123"])]],
    ["method:post", [keyword("method", ["POST"])]],
    ["outcome:5XX,none", [keyword("outcome", ["5xx", "none"])]],
    ["fault:partner", [keyword("fault", ["partner"])]],
    ["is:failed", [{ type: "failed", value: true }]],
    ["-is:failed", [{ type: "failed", value: false }]],
    ["is:successful", [{ type: "failed", value: false }]],
    ["is:retry", [number("attempt", [{ min: 2 }])]],
    ["duration:>=1.5s", [number("duration_ms", [{ min: 1_500 }])]],
    ["duration:<2m", [number("duration_ms", [{ max: 120_000 }])]],
    ["attempt:2", [number("attempt", [{ min: 2, max: 3 }])]],
    ["attempt:>1", [number("attempt", [{ min: 2 }])]],
    ["attempt:1..3", [number("attempt", [{ min: 1, max: 4 }])]],
    ["sent:<=1.5kB", [number("request_bytes", [{ max: 1_501 }])]],
    ["received:>1MB,<10", [number("response_bytes", [{ min: 1_000_001 }, { max: 10 }])]],
    ["timeout", [phrase(["timeout"])]],
    ["-timeout", [phrase(["timeout"], false, true)]],
    ["conn*", [phrase(["conn"], true)]],
    ['"connection reset"', [phrase(["connection", "reset"])]],
    ['"Connection re*"', [phrase(["connection", "re"], true)]],
    ["10.0.0.1", [phrase(["10", "0", "0", "1"])]],
    [
      'status:5xx endpoint:send_message duration:>=1s user:123 "connection reset"',
      [
        number("status_code", [{ min: 500, max: 600 }]),
        keyword("endpoint", ["send_message"]),
        number("duration_ms", [{ min: 1_000 }]),
        keyword("user_id", ["123"]),
        phrase(["connection", "reset"]),
      ],
    ],
  ])("%s", (text, conditions) => {
    const parsed = parseQuery(text);
    expect(parsed.errors).toEqual([]);
    expect(parsed.terms.map((term) => term.condition)).toEqual(conditions);
  });

  test("duration:>1s leaves out exactly 1 s and takes anything longer", () => {
    const [condition] = conditionsOf("duration:>1s");
    const min = condition?.type === "number" ? (condition.ranges[0]?.min ?? 0) : 0;
    expect(min).toBeGreaterThan(1_000);
    expect(min).toBeLessThan(1_000.000_001);
  });

  test("duration:100..200 takes both ends", () => {
    const [condition] = conditionsOf("duration:100..200");
    const range = condition?.type === "number" ? condition.ranges[0] : undefined;
    expect(range?.min).toBe(100);
    expect(range?.max).toBeGreaterThan(200);
    expect(range?.max).toBeLessThan(200.000_001);
  });

  test("terms know where they stand", () => {
    const text = '  status:5xx   "a b"';
    expect(parseQuery(text).terms.map(({ start, end }) => text.slice(start, end))).toEqual([
      "status:5xx",
      '"a b"',
    ]);
  });
});

describe("a query that cannot be understood says what is wrong, where, and what was meant", () => {
  test.each<[string, string, string, string | null]>([
    ["stat:500", "stat", "Unknown field `stat`. Did you mean `status`?", "status"],
    ["a -endpiont:x", "endpiont", "Unknown field `endpiont`. Did you mean `endpoint`?", "endpoint"],
    [
      "https://api.example/x",
      "https://api.example/x",
      "Unknown field `https`. To search for this text, put it in quotes.",
      '"https://api.example/x"',
    ],
    ["status:", "status:", "Write a value after `status:`, like `status:5xx`.", null],
    ["endpoint:a,", "endpoint:a,", "Write a value after `endpoint:`, like `endpoint:send_message`.", null],
    ["outcome:6xx", "6xx", "`6xx` is no value of `outcome`. Did you mean `2xx`?", "2xx"],
    ["is:broken", "broken", "`broken` is no value of `is`. Choose from failed, successful, retry.", null],
    ["duration:fast", "fast", "`fast` is no value of `duration`. Write it like `duration:>1s`.", null],
    ["duration:>1kg", ">1kg", "`>1kg` is no value of `duration`. Write it like `duration:>1s`.", null],
    ["duration:-5", "-5", "`-5` is no value of `duration`. Write it like `duration:>1s`.", null],
    ["duration:5s..1s", "5s..1s", "Nothing can be `5s..1s`.", null],
    ["attempt:1.5", "1.5", "Nothing can be `1.5`.", null],
    [
      "status:600000",
      "600000",
      "`600000` is no HTTP status. Write a code (503), a class (5xx), a comparison (>=500) or none.",
      null,
    ],
    [
      "status:503,none",
      "503",
      "`none` can be combined with `4xx` and `5xx` only. Search for the others on their own.",
      null,
    ],
    ["endpoint:send*", "send*", "`*` completes words only; `endpoint` is compared as a whole.", null],
    ['timeout "connection reset', '"connection reset', "This quote is never closed.", '"connection reset"'],
    ["a OR b", "OR", "`OR` is written with commas, within one field: `endpoint:a,b`.", null],
    ["a AND b", "AND", "`AND` is not needed: all terms must hold.", ""],
    ["NOT a", "NOT", "`NOT` is written as a minus before the term: `-endpoint:a`.", null],
    ["***", "***", "There is no word to search for in `***`.", null],
    ["-", "-", "There is no word to search for in `-`.", null],
  ])("%s", (text, place, message, suggestion) => {
    const [error] = parseQuery(text).errors;
    expect(error?.message).toBe(message);
    expect(text.slice(error?.start, error?.end)).toBe(place);
    expect(error?.suggestion).toBe(suggestion);
  });

  test("as an error of the request it names field and position", () => {
    const refused = () => conditionsOf("status:5xx stat:1");
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(expect.objectContaining({ code: "bad_request", field: "q", position: 11 }));
  });

  test("what is understood beside it is still there, for the chips", () => {
    expect(parseQuery("status:5xx stat:1 timeout").terms).toHaveLength(2);
  });

  test("what is too much is refused: length, terms, values", () => {
    expect(parseQuery("a".repeat(2_001)).errors).toHaveLength(1);
    expect(parseQuery("a ".repeat(31)).errors).toHaveLength(1);
    expect(parseQuery("a ".repeat(30)).errors).toHaveLength(0);
    expect(parseQuery(`endpoint:${Array.from({ length: 51 }, (_, n) => n).join(",")}`).errors).toHaveLength(
      1,
    );
  });

  test("no text makes the parser throw", () => {
    const pieces = [...'"\\-:,|*<>=. \tü漢', "status:", "..", "5xx", "duration:>", "\ud800", "__proto__:1"];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join("");
      const { terms, errors } = parseQuery(text);
      for (const { start, end } of [...terms, ...errors]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});

test("conditions are typed as the index takes them", () => {
  const conditions: Condition[] = conditionsOf("is:failed");
  expect(conditions).toHaveLength(1);
});
