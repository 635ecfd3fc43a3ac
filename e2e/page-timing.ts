import type { Page } from "@playwright/test";

interface Timing {
  /** Sum of layout shifts that nobody caused. */
  shift: number;
  /** Slowest interaction, milliseconds until its next paint. */
  slowest: number;
}

/** Watches what the page's people would feel, from the next navigation on. */
export async function watchTiming(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timing = { shift: 0, slowest: 0 };
    Object.assign(window, { timing });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) timing.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId > 0) timing.slowest = Math.max(timing.slowest, entry.duration);
      }
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

export async function timingOf(page: Page): Promise<Timing> {
  return await page.evaluate(() => (window as unknown as { timing: Timing }).timing);
}
