import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { after } from "./after.ts";

const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("calls at the instant, once", () => {
  const call = vi.fn();
  after(HOUR, call);
  vi.advanceTimersByTime(HOUR - 1);
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(HOUR);
  expect(call).toHaveBeenCalledTimes(1);
});

it("calls soon after the machine woke, if it slept beyond the instant", () => {
  const call = vi.fn();
  after(HOUR, call);
  vi.setSystemTime(Date.now() + 2 * HOUR);
  vi.advanceTimersByTime(10_000);
  expect(call).toHaveBeenCalledTimes(1);
});

it("is called off", () => {
  const call = vi.fn();
  after(HOUR, call)();
  vi.advanceTimersByTime(2 * HOUR);
  expect(call).not.toHaveBeenCalled();
});
