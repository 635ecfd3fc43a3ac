import { describe, expect, test } from "vitest";
import { completionsAt, type KnownValues } from "./complete.ts";

const known: KnownValues = {
  endpoint: [
    { value: "send_message", count: 90 },
    { value: "new_message", count: 7 },
    { value: "two words", count: 1 },
  ],
  outcome: [{ value: "5xx", count: 12 }],
};

/** The cursor is where `|` stands. */
function complete(text: string) {
  const cursor = text.indexOf("|");
  const found = completionsAt(text.replace("|", ""), cursor, known);
  return { ...found, inserts: found.items.map((item) => item.insert) };
}

/** The text once the first proposal was taken. */
function taken(text: string): string {
  const { from, to, inserts } = complete(text);
  const whole = text.replace("|", "");
  return whole.slice(0, from) + (inserts[0] ?? "?") + whole.slice(to);
}

describe("fields", () => {
  test("all of them where nothing is typed, the most asked for first", () => {
    expect(complete("|").inserts.slice(0, 3)).toEqual(["status:", "outcome:", "endpoint:"]);
    expect(complete("is:failed |").inserts).toContain("status:");
  });

  test.each([
    ["end|", "endpoint:"],
    ["-end|", "-endpoint:"],
    ["status_c|", "status:"],
    ["END|", "endpoint:"],
    ["is:failed dur|", "is:failed duration:"],
    ["en|d:x", "endpoint:x"],
  ])("%s becomes %s", (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  test("none within a phrase, or for a word that is no field", () => {
    expect(complete('"end|').items).toEqual([]);
    expect(complete("zebra|").items).toEqual([]);
  });
});

describe("values", () => {
  test("those that occur, with their counts, before those that could", () => {
    expect(complete("endpoint:|").items.map(({ label, count }) => [label, count])).toEqual([
      ["send_message", 90],
      ["new_message", 7],
      ["two words", 1],
    ]);
    expect(complete("outcome:|").inserts).toEqual(["5xx", "2xx", "4xx", "invalid", "none"]);
  });

  test.each([
    ["endpoint:mess|", "endpoint:send_message"],
    ["endpoint:new|", "endpoint:new_message"],
    ["endpoint:two|", 'endpoint:"two words"'],
    ['endpoint:"two w|"', 'endpoint:"two words"'],
    ["-endpoint:send_message,n|", "-endpoint:send_message,new_message"],
    ["status:5|", "status:5xx"],
    ["is:f|", "is:failed"],
    ["duration:|", "duration:>1s"],
    ["kind:a| is:failed", "kind:action is:failed"],
  ])("%s becomes %s", (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  test("no value twice, and nothing once a value is complete", () => {
    expect(complete("endpoint:send_message,|").inserts).not.toContain("send_message");
    expect(complete("endpoint:send_message|").inserts).toEqual([]);
    expect(complete("nothing:|").items).toEqual([]);
  });
});
