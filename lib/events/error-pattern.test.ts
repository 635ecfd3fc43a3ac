import { describe, expect, test } from "vitest";
import { errorPatternOf } from "./error-pattern.ts";

const same = (first: string, second: string) => expect(errorPatternOf(first)).toBe(errorPatternOf(second));

describe("error patterns", () => {
  test.each([
    ["Timeout after 3000 ms", "Timeout after <n> ms"],
    ["Timeout after 3000ms", "Timeout after <n>ms"],
    ["HTTP 503 from 10.1.2.3:8443", "HTTP <n> from <address>"],
    ["connect ECONNREFUSED ::1:443", "connect ECONNREFUSED <address>"],
    ["no route to fe80::1ff:fe23:4567:890a", "no route to <address>"],
    ["User 7f9c24e8-3b0a-4c6e-9f3d-2a1b0c9d8e7f not found", "User <id> not found"],
    ["object 0xdeadbeef is gone", "object <id> is gone"],
    ["commit 9fceb02d0ae598e95dc970b74767f19372d61af8 missing", "commit <id> missing"],
    ["channel C024BE91LA is archived", "channel <id> is archived"],
    ["message msg_01HQ3K9Z not found", "message <id> not found"],
    ['Field "title" must not be empty', "Field <value> must not be empty"],
    ["Unknown property 'colour' in body", "Unknown property <value> in body"],
    ["can't reach the partner's server", "can't reach the partner's server"],
    ["mail to ann.b+c@mail.acme.example bounced", "mail to <email> bounced"],
    ["GET https://api.acme.example/v1/x?y=1 failed", "GET <url> failed"],
    ["expired at 2026-03-02T10:15:30.250Z", "expired at <time>"],
    ["expired on 2026-03-02 10:15:30", "expired on <time>"],
    ["load 0.75, limit -1.5e3", "load <n>, limit <n>"],
    ["  several\n\tlines  ", "several lines"],
  ])("%j becomes %j", (message, pattern) => {
    expect(errorPatternOf(message)).toBe(pattern);
  });

  test("are equal for errors that differ only in ids, numbers and addresses", () => {
    same("quota 17 of user ab12cd34ef exceeded", "quota 2041 of user 99ffaa1200 exceeded");
    same("reset by 192.168.0.1:80", "reset by 10.20.30.40:65535");
  });

  test("stay apart for different errors", () => {
    expect(errorPatternOf("connection reset")).not.toBe(errorPatternOf("connection refused"));
  });

  test("are at most 256 characters, none for no message", () => {
    const long = errorPatternOf("word ".repeat(2_000));
    expect(long?.length).toBeLessThanOrEqual(256);
    expect(errorPatternOf(undefined)).toBeNull();
    expect(errorPatternOf("   ")).toBeNull();
  });

  test.each([
    "a@".repeat(1_000),
    "a.".repeat(1_000),
    "1:".repeat(1_000),
    "a_1-".repeat(500),
    "'".repeat(2_000),
    "f".repeat(2_048),
  ])("take no long time over hostile text", (message) => {
    const started = performance.now();
    for (let times = 0; times < 20; times++) errorPatternOf(message);
    expect(performance.now() - started).toBeLessThan(400);
  });
});
