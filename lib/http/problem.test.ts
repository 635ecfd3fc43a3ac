import { describe, expect, test } from "vitest";
import { AppError, ERROR_CODES } from "../errors.ts";
import { IndexUnavailable } from "../stores/event-index/port.ts";
import { WarehouseUnavailable } from "../stores/warehouse/port.ts";
import { problemOf } from "./problem.ts";

const read = async (error: unknown) => {
  const response = problemOf(error, null);
  return { response, body: (await response.json()) as Record<string, unknown> };
};

describe("an error becomes problem details (RFC 9457)", () => {
  test.each([
    ["bad_request", 400],
    ["unauthenticated", 401],
    ["forbidden", 403],
    ["not_found", 404],
    ["conflict", 409],
    ["too_large", 413],
    ["rate_limited", 429],
    ["unavailable", 503],
  ] as const)("%s: %i", async (code, status) => {
    const { response, body } = await read(new AppError(code, "In words."));
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({ type: "about:blank", status, detail: "In words." });
  });

  test("every code has a status", async () => {
    for (const code of ERROR_CODES) expect((await read(new AppError(code, "x"))).response.ok).toBe(false);
  });

  test("names field, position, and when to try again", async () => {
    const wrong = await read(new AppError("bad_request", "x", { field: "q", position: 7 }));
    expect(wrong.body).toMatchObject({ field: "q", position: 7 });
    const limited = await read(new AppError("rate_limited", "x", { retryAfter: 1.2 }));
    expect(limited.response.headers.get("retry-after")).toBe("2");
    const nobody = await read(new AppError("unauthenticated", "x"));
    expect(nobody.response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("a store that is away is 503 with a word which, and nothing of its address", async () => {
    const away = Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" });
    for (const error of [
      new IndexUnavailable("connect 10.0.0.7:9200"),
      new WarehouseUnavailable("connect 10.0.0.7:5439"),
      away,
      new Error("x", { cause: away }),
    ]) {
      const { response, body } = await read(error);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(JSON.stringify(body)).not.toContain("10.0.0.7");
    }
  });

  test("what nobody foresaw tells an id and nothing else", async () => {
    for (const error of [new Error("select * from secrets"), "text", null]) {
      const { response, body } = await read(error);
      expect(response.status).toBe(500);
      expect(body.error_id).toMatch(/^[0-9a-f-]{36}$/);
      expect(JSON.stringify(body)).not.toContain("secrets");
    }
  });
});
