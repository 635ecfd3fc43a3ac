import { expect, type Page } from "@playwright/test";
import { timingOf } from "./page-timing.ts";
import { openScreen, type Path } from "./screens.ts";
import { violations, violationsOfColour } from "./violations.ts";

/** A telephone and a wall: nothing may be cut off there, and nothing scrolls sideways. */
const WIDTHS = [390, 2560];

export interface Findings {
  /** Of WCAG 2.2 AA as far as axe can tell, at 1440 px. */
  inLight: string[];
  /** What colours can break besides. */
  inDark: string[];
  /** Widths at which the page scrolls sideways. */
  sideways: number[];
  /** Layout shift while it loads, where it is 0.02 or more. */
  jumps: number;
  /** Parts that the server sent for nothing. */
  discarded: string[];
}

export const NOTHING: Findings = { inLight: [], inDark: [], sideways: [], jumps: 0, discarded: [] };

/** Opens a screen and looks at it in both themes and at every width. `watchTiming` must have been called before. */
export async function findingsOf(page: Page, path: Path): Promise<{ address: string; findings: Findings }> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const address = await openScreen(page, path);
  const { shift, discarded } = await timingOf(page);
  const inLight = await violations(page);
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect.poll(() => background(page)).not.toBe(light);
  const inDark = await violationsOfColour(page);
  const sideways: number[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    if (await scrollsSideways(page)) sideways.push(width);
  }
  return { address, findings: { inLight, inDark, sideways, jumps: shift < 0.02 ? 0 : shift, discarded } };
}

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Whether it still does some frames after a change of size: charts take their new width one after the other. */
export const scrollsSideways = (page: Page) =>
  page.evaluate(async () => {
    const { documentElement } = document;
    for (let frame = 0; frame < 120; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (frame >= 2 && documentElement.scrollWidth <= documentElement.clientWidth) return false;
    }
    return true;
  });
