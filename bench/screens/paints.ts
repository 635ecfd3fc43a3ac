import type { Page } from "@playwright/test";

interface Paints {
  /** Milliseconds since the navigation began. */
  firstPaint: number;
  largestPaint: number;
  /** Cumulative layout shift, without what follows an input within half a second. */
  layoutShift: number;
}

declare global {
  interface Window {
    paints?: Paints;
  }
}

/** Must be called before the page is opened. */
export async function observePaints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const paints: Paints = { firstPaint: 0, largestPaint: 0, layoutShift: 0 };
    window.paints = paints;
    const observe = (type: string, see: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) see(entry);
      }).observe({ type, buffered: true });
    observe("paint", ({ name, startTime }) => {
      if (name === "first-contentful-paint") paints.firstPaint = startTime;
    });
    observe("largest-contentful-paint", ({ startTime }) => {
      paints.largestPaint = startTime;
    });
    observe("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) paints.layoutShift += value;
    });
  });
}

export async function readPaints(page: Page): Promise<Paints> {
  const paints = await page.evaluate(() => window.paints);
  if (paints === undefined) throw new Error("The page was opened before anybody observed it");
  return paints;
}
