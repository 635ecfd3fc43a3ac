import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Server } from "../server.ts";
import { checkHealth } from "./health-check.ts";

vi.mock("../server.ts", () => ({ getServer: () => Promise.reject(new Error("not here")) }));

/** Only what the check asks. */
const server = (answers: { database?: unknown; stream?: unknown; index?: unknown }) =>
  ({
    database: { $queryRaw: () => answers.database ?? Promise.resolve(1) },
    stream: { lag: () => answers.stream ?? Promise.resolve([]) },
    index: { search: () => answers.index ?? Promise.resolve({ events: [], next: null }) },
    clock: { now: () => 0 },
  }) as unknown as Server;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a line for each part when all answer", async () => {
  expect(await checkHealth(async () => server({}))).toEqual({
    web: "ok",
    database: "ok",
    stream: "ok",
    index: "ok",
  });
});

test("a store that refuses is failing, the others are not", async () => {
  const refusing = server({ index: Promise.reject(new Error("at 10.0.0.7")) });
  expect(await checkHealth(async () => refusing)).toMatchObject({ database: "ok", index: "failing" });
});

test("a store that never answers is failing after 2 seconds", async () => {
  const checking = checkHealth(async () => server({ stream: new Promise(() => undefined) }));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await checking).toMatchObject({ database: "ok", stream: "failing", index: "ok" });
});

test("when the stores cannot be opened at all, the web still says so", async () => {
  expect(await checkHealth()).toEqual({
    web: "ok",
    database: "failing",
    stream: "failing",
    index: "failing",
  });
});
