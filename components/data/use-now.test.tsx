import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useNow } from "./use-now.ts";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const MINUTE = 60_000;

/** As a page that was just loaded knows it: nothing yet. */
async function loaded() {
  vi.resetModules();
  return (await import("./server-time.ts")).serverTime;
}

function Clock({ renderedAt }: { renderedAt: number }) {
  return <time>{useNow(renderedAt, MINUTE)}</time>;
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the server's time in a browser", () => {
  it("goes on from when the page was rendered", async () => {
    const serverTime = await loaded();
    expect(serverTime(NOON)).toBe(NOON);
    vi.advanceTimersByTime(MINUTE);
    expect(serverTime(NOON)).toBe(NOON + MINUTE);
  });

  it("is the present also on a page that comes back after 40 minutes", async () => {
    const serverTime = await loaded();
    serverTime(NOON);
    vi.advanceTimersByTime(40 * MINUTE);
    expect(serverTime(NOON)).toBe(NOON + 40 * MINUTE);
  });

  it("is that of the server where the browser's clock is wrong", async () => {
    for (const error of [-5 * MINUTE, 5 * MINUTE]) {
      vi.setSystemTime(NOON + error);
      const serverTime = await loaded();
      expect(serverTime(NOON)).toBe(NOON);
      vi.advanceTimersByTime(40 * MINUTE);
      expect(serverTime(NOON)).toBe(NOON + 40 * MINUTE);
    }
  });

  it("is better known the fresher a page is", async () => {
    const serverTime = await loaded();
    const old = NOON - 40 * MINUTE;
    serverTime(old);
    serverTime(NOON);
    expect(serverTime(old)).toBe(NOON);
  });
});

it("renders first as the server did, however old that is", () => {
  const old = NOON - 40 * MINUTE;
  expect(renderToStaticMarkup(<Clock renderedAt={old} />)).toBe(`<time>${old}</time>`);
});
