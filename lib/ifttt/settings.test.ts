import { describe, expect, it } from "vitest";
import { parseConfig } from "../config.ts";
import { ENGINE } from "../testing/ifttt.ts";
import { sameSecret } from "./same-secret.ts";
import { isSampleToken, sampleToken } from "./sample-account.ts";
import { iftttSettings } from "./settings.ts";

describe("the configuration", () => {
  it("makes a service by its key alone, which then nobody can connect to", () => {
    expect(iftttSettings(parseConfig({}))).toBeNull();
    const { IFTTT_SERVICE_KEY } = ENGINE;
    expect(iftttSettings(parseConfig({ IFTTT_SERVICE_KEY }))).toEqual({
      serviceKey: IFTTT_SERVICE_KEY,
      client: null,
      realtimeUrl: null,
    });
    expect(iftttSettings(parseConfig(ENGINE))?.client).toMatchObject({ id: "engine", name: "Engine" });
  });

  it.each(["IFTTT_CLIENT_ID", "IFTTT_CLIENT_SECRET", "IFTTT_REDIRECT_URI"])("is wrong without %s", (name) => {
    expect(() => parseConfig({ ...ENGINE, [name]: "" })).toThrow("IFTTT_CLIENT_ID: goes together with");
  });
});

it("a sample token is good for its service key only", () => {
  expect(isSampleToken(sampleToken("one key"), "one key")).toBe(true);
  expect(isSampleToken(sampleToken("one key"), "another key")).toBe(false);
  expect(isSampleToken("", "one key")).toBe(false);
});

it("secrets of different lengths differ", () => {
  expect(sameSecret("abc", "abc")).toBe(true);
  expect(sameSecret("", "abc")).toBe(false);
  expect(sameSecret("abcd", "abc")).toBe(false);
});
