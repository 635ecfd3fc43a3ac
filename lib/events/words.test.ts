import { describe, expect, test } from "vitest";
import { eventWords, MAX_WORD_LENGTH, MAX_WORDS, wordsOf } from "./words.ts";

describe("words", () => {
  test("are lower-case runs of letters, digits and underscores", () => {
    expect(wordsOf("Connection RESET by peer: ECONN_RESET (code=104)")).toEqual([
      ..."connection reset by peer econn_reset code 104".split(" "),
    ]);
    expect(wordsOf("— !? —")).toEqual([]);
  });

  test("meet across composed, decomposed and full-width spelling", () => {
    expect(wordsOf("Ｔｉｍｅｏｕｔ Cafe\u0301")).toEqual(wordsOf("timeout CAFÉ"));
    expect(wordsOf("превышено время ожидания")).toEqual(["превышено", "время", "ожидания"]);
  });

  test("keep what scripts need to hold a word together", () => {
    expect(wordsOf("कनेक्शन टूट")).toEqual(["कनेक्शन", "टूट"]);
  });

  test("are cut at their greatest length", () => {
    expect(wordsOf("x".repeat(500))).toEqual(["x".repeat(MAX_WORD_LENGTH)]);
  });
});

describe("an event's words", () => {
  test("are those of the message, then of the URL's path, decoded, without host, query and fragment", () => {
    expect(
      eventWords({
        error_message: "Upstream timeout",
        url: "https://api.acme.example:8443/v1/caf%C3%A9/items?limit=5#top",
      }),
    ).toEqual(["upstream", "timeout", "v1", "café", "items"]);
  });

  test("come from relative URLs and from URLs that cannot be decoded, too", () => {
    expect(eventWords({ url: "/v1/a%ZZb" })).toEqual(["v1", "a", "zzb"]);
    expect(eventWords({ url: "https://api.acme.example" })).toEqual([]);
    expect(eventWords({})).toEqual([]);
  });

  test("are bounded in number", () => {
    expect(eventWords({ error_message: "a ".repeat(1_000), url: "/b" })).toHaveLength(MAX_WORDS);
  });
});
