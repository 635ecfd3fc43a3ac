import type { Clock } from "../clock.ts";

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
  set(time: number | string): void;
}

/** A clock that stands still until a test moves it. Starts at milliseconds since 1970 or an ISO 8601 instant. */
export function fakeClock(start: number | string): FakeClock {
  const instant = (time: number | string) => (typeof time === "number" ? time : Date.parse(time));
  let now = instant(start);
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    set(time) {
      now = instant(time);
    },
  };
}
