import { expect, test } from "vitest";
import { compareWorkers } from "./platform-workers.ts";

const worker = (name: string, failures: number, p95: number | null = 200, requests = 1_000) => ({
  worker: name,
  requests,
  failures,
  p95,
});
const marked = (workers: ReturnType<typeof worker>[]) =>
  compareWorkers(workers).flatMap(({ worker: name, unequal }) => [
    ...(unequal.failures ? [`${name} fails`] : []),
    ...(unequal.p95 ? [`${name} is slow`] : []),
  ]);

test("workers that fare alike are not marked, however badly", () => {
  expect(marked([worker("a", 300), worker("b", 280), worker("c", 310)])).toEqual([]);
});

test("one that fails or is slow far more than the others is", () => {
  const others = [worker("a", 10), worker("b", 12), worker("c", 9)];
  expect(marked([...others, worker("d", 90)])).toEqual(["d fails"]);
  expect(marked([...others, worker("d", 10, 1_900)])).toEqual(["d is slow"]);
});

test("a few requests, or two workers only, are no comparison", () => {
  expect(marked([worker("a", 1), worker("b", 1), worker("c", 1), worker("d", 20, 900, 40)])).toEqual([]);
  expect(marked([worker("a", 1), worker("b", 900)])).toEqual([]);
});
