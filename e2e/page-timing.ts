import type { Page } from "@playwright/test";

interface Timing {
  /** Sum of layout shifts that nobody caused. */
  shift: number;
  /** Slowest interaction, milliseconds until its next paint. */
  slowest: number;
  /** Streamed parts that the browser threw away unseen, because something above them changed before they hydrated. */
  discarded: string[];
}

/** Watches what the page's people would feel, from the next navigation on. */
export async function watchTiming(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timing: Timing = { shift: 0, slowest: 0, discarded: [] };
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
    // React empties such a part (`<div hidden id="S:…">`) into its place; one removed full was rendered anew instead.
    new MutationObserver((records) => {
      for (const node of records.flatMap((record) => [...record.removedNodes])) {
        if (!(node instanceof HTMLElement && node.hidden && /^S:/.test(node.id))) continue;
        if (node.childNodes.length > 0) timing.discarded.push(node.textContent.slice(0, 80));
      }
    }).observe(document, { subtree: true, childList: true });
  });
}

export async function timingOf(page: Page): Promise<Timing> {
  return await page.evaluate(() => (window as unknown as { timing: Timing }).timing);
}
